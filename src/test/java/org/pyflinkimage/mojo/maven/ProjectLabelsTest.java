package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Whatever stands there goes into images, their manifests, and a Dockerfile that is committed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://gitlab-ci-token:t0ken@git.example.com/team/jobs.git      | https://git.example.com/team/jobs.git
            https://t0ken@git.example.com/team/jobs                          | https://git.example.com/team/jobs
            https://me:t0@ken@git.example.com/team/jobs                      | https://git.example.com/team/jobs
            https://me:t0?k#en@git.example.com:8443/team                     | https://git.example.com:8443/team
            HTTPS://me:t0ken@git_lab/team                                    | HTTPS://git_lab/team
            scm:git:https://me:t0ken@git.example.com/team/jobs               | scm:git:https://git.example.com/team/jobs
            scm:git:[fetch=]https://a:t0ken@x.example.com/j[push=]https://b:t0ken@y.example.com/j | scm:git:[fetch=]https://x.example.com/j[push=]https://y.example.com/j
            ssh://me:t0ken@git.example.com/team                              | ssh://git.example.com/team
            https://git.example.com/team/jobs?private_token=t0ken            | https://git.example.com/team/jobs
            https://git.example.com/team/jobs?a=b&access_token=t0ken#c       | https://git.example.com/team/jobs
            https://git.example.com/team/jobs#access_token=t0ken             | https://git.example.com/team/jobs
            https://me:t0ken@git.example.com/team?private_token=t0ken        | https://git.example.com/team
            https://me:t0/ken@git.example.com/team                           |
            https://first.last:12/t0ken@git.example.com/team                 |
            https:/me:t0ken@git.example.com/team                             |
            //me:t0ken@git.example.com/team                                  |
            me:t0ken@git.example.com/team                                    |
            scm:cvs:pserver:me:t0ken@cvs.example.com:/cvs:jobs               |
            t0ken-t0ken-t0ken-t0ken@git.example.com:team/jobs                |
            ssh://t0ken-t0ken-t0ken-t0ken@git.example.com/team/jobs          | ssh://git.example.com/team/jobs
            git@github.com:org/repo                                          | git@github.com:org/repo
            scm:git:git@github.com:org/repo.git                              | scm:git:git@github.com:org/repo.git
            scm:git:ssh://git@git.example.com:2222/team/jobs                 | scm:git:ssh://git@git.example.com:2222/team/jobs
            https://svn.example.com/team/jobs@1234                           | https://svn.example.com/team/jobs@1234
            https://git.example.com/team/jobs?path=/a&ref=main               | https://git.example.com/team/jobs?path=/a&ref=main
            https://git.example.com:8443/team/jobs#readme                    | https://git.example.com:8443/team/jobs#readme
            scm:git:file:///srv/git/@team/jobs                               | scm:git:file:///srv/git/@team/jobs
            """)
    void noLoginOfTheAddressBecomesALabel(String address, String label) {
        Scm scm = new Scm();
        scm.setUrl(address);
        project.setScm(scm);

        assertThat(ProjectLabels.complete(List.of(), project, Optional.empty()))
                .containsExactlyElementsOf(
                        Optional.ofNullable(label).map(text -> new Setting(SOURCE.key(), text)).stream()
                                .toList());
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
