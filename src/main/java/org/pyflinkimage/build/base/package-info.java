/**
 * What an image that others are to be built upon has, against what the Dockerfile needs of it. Knows neither the Dockerfile's
 * text nor the builder.
 */
@NullMarked
package org.pyflinkimage.build.base;

import org.jspecify.annotations.NullMarked;
