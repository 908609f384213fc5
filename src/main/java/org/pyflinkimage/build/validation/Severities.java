package org.pyflinkimage.build.validation;

import java.util.List;
import java.util.Map;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.Overrides;

/** How grave a declaration takes what is found in the files of its images: as it is, but for what its {@code <rules>} say. */
public final class Severities {

    private final Overrides overrides;

    Severities(Overrides overrides) {
        this.overrides = overrides;
    }

    /** Everything is as grave as it is. */
    public static Severities unchanged() {
        return new Severities(Overrides.parse(Map.of()));
    }

    /** Whether nothing is told under this code, so that nothing need be looked for. */
    public boolean turnOff(String code) {
        return overrides.turnOff(code);
    }

    /** What is left of that, with its severities. */
    public List<Problem> of(List<Problem> found) {
        return overrides.apply(found);
    }
}
