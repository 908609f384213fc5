package org.pyflinkimage.facts;

import java.util.List;
import org.pyflinkimage.python.Requirement;

/**
 * A release of a {@link Companion}.
 *
 * @param requires its own requirements (PEP 508), where they matter
 * @param source where this was read, and when
 */
public record CompanionRelease(String version, WheelSet wheels, List<Requirement> requires, String source) {
    public CompanionRelease {
        requires = List.copyOf(requires);
    }
}
