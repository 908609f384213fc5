/**
 * The whole flow from specs to built images: a {@code Road} is one of two ways, and {@code ImageBuild} reads as the story of the first.
 * Below lie what comes before ({@code validation}), how an image is laid out ({@code layout}), what a container is told that an
 * image is built in ({@code container}), what is thought of the image that it is built on ({@code base}), and what becomes of the store
 * ({@code store}).
 */
@NullMarked
package org.pyflinkimage.build;

import org.jspecify.annotations.NullMarked;
