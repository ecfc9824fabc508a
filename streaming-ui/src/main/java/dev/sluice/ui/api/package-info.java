/** The JSON of a running program, as API.md documents it: records whose fields are its fields. */
@NullMarked
package dev.sluice.ui.api;

import org.jspecify.annotations.NullMarked;
