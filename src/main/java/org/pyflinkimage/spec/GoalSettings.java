package org.pyflinkimage.spec;

import java.util.Set;

/**
 * What a declaration says of how a goal goes about its work; the images are the same whatever it is.
 *
 * @param on what is turned on
 * @param format that a matrix is written in
 */
public record GoalSettings(Set<Element> on, StoreLimit storeLimit, MatrixFormat format) {

    public GoalSettings {
        on = Set.copyOf(on);
    }

    /** Whether something of {@link Element#switches} is turned on. */
    public boolean isOn(Element element) {
        return on.contains(element);
    }
}
