/**
 * What an image that others are to be built upon has, against what the Dockerfile needs of it ({@code Bases}) or the plugin's own layers
 * ({@code LayeredBases}), and what of it becomes part of an image. Knows neither the Dockerfile's
 * text nor the builder.
 */
@NullMarked
package org.pyflinkimage.build.base;

import org.jspecify.annotations.NullMarked;
