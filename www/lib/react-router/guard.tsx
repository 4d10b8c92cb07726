"use client";

import { useCallback } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { type Navigate, RouteGuard, type RouteGuardProps } from "../react/index.js";

export type GateGuardProps = Omit<RouteGuardProps, "path" | "navigate">;

/** `RouteGuard` for the current location: an element of a layout route, for routers without data. Below a `GateProvider`. */
export function GateGuard({ children = <Outlet />, ...rest }: GateGuardProps) {
  const { pathname, search, hash } = useLocation();
  const navigateTo = useNavigate();
  const navigate = useCallback<Navigate>((to, options) => void navigateTo(to, options), [navigateTo]);
  return (
    <RouteGuard {...rest} path={pathname + search + hash} navigate={navigate}>
      {children}
    </RouteGuard>
  );
}
