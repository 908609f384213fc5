/**
 * The Maven goals: XML beans to a declaration, one call, print. Nothing is decided here; Maven API only here.
 */
@NullMarked
package org.pyflinkimage.mojo;

import org.jspecify.annotations.NullMarked;
