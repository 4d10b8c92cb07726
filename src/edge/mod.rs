//! The edge: conversion between JavaScript and the core. Nothing here decides.

pub mod host;
