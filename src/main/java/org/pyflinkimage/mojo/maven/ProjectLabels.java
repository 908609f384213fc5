package org.pyflinkimage.mojo.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.pyflinkimage.spec.Setting;

/**
 * Where an image's sources are, out of the POM's {@code <scm>}, as labels that OCI defines. The checkout itself is not asked: the same
 * declaration gives the same image in a copy that has no version control.
 */
public final class ProjectLabels {

    private static final String SOURCE = "org.opencontainers.image.source";
    private static final String REVISION = "org.opencontainers.image.revision";

    private ProjectLabels() {}

    /** The declared labels, and those of the project that nobody declared. */
    public static List<Setting> complete(List<Setting> declared, MavenProject project, Optional<String> revision) {
        Optional<Scm> scm = Optional.ofNullable(project.getScm());
        List<Setting> labels = new ArrayList<>(declared);
        add(labels, SOURCE, scm.map(Scm::getUrl).flatMap(SourceAddress::printable));
        add(labels, REVISION, revision.or(() -> scm.map(Scm::getTag).filter(tag -> !tag.equals("HEAD"))));
        return labels;
    }

    private static void add(List<Setting> labels, String key, Optional<String> value) {
        boolean declared = labels.stream().anyMatch(label -> label.key().equals(key));
        value.filter(text -> !text.isBlank() && !declared).ifPresent(text -> labels.add(new Setting(key, text)));
    }
}
