package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.Setting;

class ProjectLabelsTest {

    private static final Setting SOURCE =
            new Setting("org.opencontainers.image.source", "https://git.example.com/team/jobs");

    private final MavenProject project = new MavenProject();

    private void scm(String tag) {
        Scm scm = new Scm();
        scm.setUrl("https://git.example.com/team/jobs");
        scm.setTag(tag);
        project.setScm(scm);
    }

    @Test
    void projectWithoutScmHasNone() {
        assertThat(ProjectLabels.complete(List.of(), project, Optional.empty())).isEmpty();
    }

    @Test
    void scmGivesSourceAndTag() {
        scm("v1.0");

        assertThat(ProjectLabels.complete(List.of(), project, Optional.empty()))
                .containsExactly(SOURCE, new Setting("org.opencontainers.image.revision", "v1.0"));
    }

    @Test
    void headIsNoRevision() {
        scm("HEAD");

        assertThat(ProjectLabels.complete(List.of(), project, Optional.empty())).containsExactly(SOURCE);
    }

    @Test
    void givenRevisionWinsAndDeclaredLabelsWinOverAll() {
        scm("v1.0");
        Setting own = new Setting("org.opencontainers.image.source", "mine");

        assertThat(ProjectLabels.complete(List.of(own), project, Optional.of("0a1b2c")))
                .containsExactly(own, new Setting("org.opencontainers.image.revision", "0a1b2c"));
    }
}
