/**
 * What is true of Flink, Java, Python, archives and images, as data with a source and the day it was looked at. {@link Facts}
 * carries it; the room judges nothing, and each fact stands in one file of {@code src/main/resources}.
 */
@NullMarked
package org.pyflinkimage.facts;

import org.jspecify.annotations.NullMarked;
