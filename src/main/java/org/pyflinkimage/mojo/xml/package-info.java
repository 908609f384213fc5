/**
 * What a POM and a command line say, as text: the beans of nested elements, and which of several places wins.
 */
@NullMarked
package org.pyflinkimage.mojo.xml;

import org.jspecify.annotations.NullMarked;
