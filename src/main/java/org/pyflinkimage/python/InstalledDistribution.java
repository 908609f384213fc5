package org.pyflinkimage.python;

import java.util.List;
import org.pyflinkimage.value.Problem;

/**
 * A distribution that lies in a virtual environment.
 *
 * @param metadata what it says of itself
 * @param notes what its installation met that its user should know; no errors
 */
public record InstalledDistribution(Metadata metadata, List<Problem> notes) {

    public InstalledDistribution {
        notes = List.copyOf(notes);
    }

    public NormalizedName name() {
        return metadata.name();
    }

    /** As written in its metadata. */
    public String version() {
        return metadata.version();
    }

    public List<Requirement> requires() {
        return metadata.requires();
    }
}
