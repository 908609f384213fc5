package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.resolve.index.Toml;

/** The workspaces that one resolution, or one look at what is declared, meets: each is read once, and all share one effort. */
final class Workspaces {

    private final Map<Path, Optional<WorkspaceMembers>> around = new HashMap<>();
    private final WorkspaceEffort effort = new WorkspaceEffort();

    /** The workspace that a folder lies in, or is; empty where none is around it. */
    synchronized Optional<WorkspaceMembers> around(Path folder) {
        List<Path> passed = new ArrayList<>();
        Optional<WorkspaceMembers> found = Optional.empty();
        for (Path place = folder; place != null && found.isEmpty(); place = place.getParent()) {
            if (around.containsKey(place)) {
                found = around.get(place);
                break;
            }
            passed.add(place);
            found = at(place);
        }
        for (Path place : passed) {
            around.put(place, found);
        }
        return found;
    }

    private Optional<WorkspaceMembers> at(Path folder) {
        JsonNode project = Toml.readIfPresent(folder.resolve(WorkspaceMembers.PROJECT));
        return WorkspaceMembers.settings(project).isObject()
                ? Optional.of(new WorkspaceMembers(folder, project, effort))
                : Optional.empty();
    }
}
