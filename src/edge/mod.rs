//! The edge: conversion between JavaScript and the core. Nothing here decides.

mod exports;
mod host;
mod types;
