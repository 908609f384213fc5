/**
 * The Maven goals: XML beans to a declaration, one call, print. Nothing is decided here; Maven API only here and in the rooms below:
 * {@code xml}, {@code maven} and {@code console}.
 */
@NullMarked
package org.pyflinkimage.mojo;

import org.jspecify.annotations.NullMarked;
