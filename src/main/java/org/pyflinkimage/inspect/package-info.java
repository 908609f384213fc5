/**
 * What is in an image that somebody else made: its manifest, its layers through the store, and one view of the files in them. An image
 * is read, never run. Knows neither what it is read for, nor what any of its files mean.
 */
@NullMarked
package org.pyflinkimage.inspect;

import org.jspecify.annotations.NullMarked;
