package org.pyflinkimage.spec;

/**
 * Where a {@code <connector>} says that its jar lies.
 *
 * @param connector its coordinates, as they are declared
 * @param place the text of {@code <place>}
 */
public record PlaceText(String connector, String place) {}
