package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.sources.Sibling;
import org.pyflinkimage.resolve.sources.SourceProject;

/**
 * Where a folder of sources takes what it requires from: places that it names itself, and those that its workspace names for all members.
 * By their names alone they would be asked for at an index, where anybody could have registered them.
 *
 * @param folder absolute
 */
record FolderSources(Path folder, SourceProject project) {

    /** A place of a distribution. */
    record Placed(NormalizedName name, RequiredAddress address) {}

    /** Those of what it requires; a member that its workspace does not have is none. */
    List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        project.siblings().stream()
                .filter(sibling -> project.requires(sibling.name()))
                .forEach(sibling -> place(sibling).ifPresent(placed::add));
        Optional<WorkspaceMembers> workspace = WorkspaceMembers.around(folder);
        workspace.ifPresent(around -> {
            for (Map.Entry<String, JsonNode> entry : Toml.readIfPresent(
                            around.folder().resolve("pyproject.toml"))
                    .at("/tool/uv/sources")
                    .properties()) {
                NormalizedName name = NormalizedName.of(ProjectRequirements.normalized(entry.getKey()));
                boolean own = placed.stream().anyMatch(it -> it.name().equals(name));
                if (!own
                        && project.requires(name)
                        && entry.getValue().path("workspace").asBoolean()) {
                    member(around, name).ifPresent(placed::add);
                }
            }
        });
        return placed;
    }

    private Optional<Placed> place(Sibling sibling) {
        return sibling.address().isEmpty()
                ? WorkspaceMembers.around(folder).flatMap(around -> member(around, sibling.name()))
                : Optional.of(new Placed(sibling.name(), new RequiredAddress(sibling.address(), folder)));
    }

    private static Optional<Placed> member(WorkspaceMembers around, NormalizedName name) {
        return around.member(name)
                .map(member -> new Placed(name, new RequiredAddress(member.toString(), around.folder())));
    }
}
