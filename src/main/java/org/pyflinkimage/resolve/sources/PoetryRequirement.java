package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.Requirement;

/** A dependency as Poetry writes it, in its settings and in its lock file. */
public final class PoetryRequirement {

    private PoetryRequirement() {}

    /**
     * The requirements that stand under one name: several where they differ by markers. One that comes from a path or an address stands
     * there by its name alone.
     *
     * @return empty where one cannot be understood
     */
    public static Optional<List<Requirement>> read(String name, JsonNode written) {
        try {
            List<Requirement> requirements = new ArrayList<>();
            for (JsonNode one : written.isArray() ? written : List.of(written)) {
                requirements.add(PoetryDescription.requirement(name, one));
            }
            return Optional.of(requirements);
        } catch (NeedsRunning e) {
            return Optional.empty();
        }
    }
}
