/** The server: who may read what under which path. */
@NullMarked
package dev.sluice.ui.web;

import org.jspecify.annotations.NullMarked;
