// expect: conversion from .double. to non-scalar type|no viable conversion from .double.
#include "sizer/quantity.hpp"

sizer::Bytes<> data = 500e9;
