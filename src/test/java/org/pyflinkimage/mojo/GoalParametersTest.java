package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pyflinkimage.mojo.Goals.FOLDER;
import static org.pyflinkimage.mojo.Goals.POM;
import static org.pyflinkimage.mojo.Goals.declared;
import static org.pyflinkimage.mojo.Goals.specs;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.IndexStrategy;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.verdict.Overrides;

/** The XML of a POM reaches the goals, and {@code -D} wins over it. */
@MojoTest
class GoalParametersTest {

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void declarationOfThePomIsRead(ImageMojo mojo) {
        List<ImageSpec> specs = specs(mojo);

        assertThat(specs)
                .extracting(spec -> spec.reference().toString())
                .containsExactly(
                        "registry.example.com/team/wordcount:2.2.1-java17-python3.11",
                        "registry.example.com/team/wordcount:2.2.1-java17-python3.12",
                        "registry.example.com/team/wordcount:1.20.5-java17-python3.11");
        ImageSpec spec = specs.get(0);
        assertThat(spec.requirements().files())
                .containsExactly(
                        new File(FOLDER, "requirements.txt").getAbsoluteFile().toPath(),
                        new File(FOLDER, "pyproject.toml").getAbsoluteFile().toPath());
        assertThat(spec.requirements().parts().groups())
                .extracting(group -> group.file().map(Path::getFileName) + " " + group.name())
                .containsExactly("Optional.empty report", "Optional[pyproject.toml] test");
        assertThat(spec.requirements().inline()).containsExactly("numpy>=1.26,<2");
        assertThat(spec.connectors()).hasToString("[org.example:connector:1.0]");
        assertThat(spec.packages()).containsExactly("libgl1", "libgomp1");
        assertThat(spec.flinkConfig())
                .containsExactly(
                        Map.entry("taskmanager.numberOfTaskSlots", "4"), Map.entry("state.backend.type", "rocksdb"));
        assertThat(spec.logging()).hasToString("Logging[levels={org.apache.flink=DEBUG, root=WARN}, layout=JSON]");
        assertThat(spec.labels()).containsExactly(Map.entry("com.example.team", "data"));
        assertThat(spec.annotations()).containsExactly(Map.entry("com.example.owner", "ann"));
        assertThat(spec.container().invocation())
                .hasToString(
                        "Invocation[whose=DECLARED, entrypoint=[tini, --, /docker-entrypoint.sh], command=[standalone-job]]");
        assertThat(spec.job().orElseThrow().entry().file()).isEqualTo("word_count.py");
        assertThat(spec.job().orElseThrow().choice().includes()).hasToString("[.streamlit/]");
        assertThat(spec.job().orElseThrow().choice().excludes()).hasToString("[*.csv, notes/]");
        assertThat(spec.job().orElseThrow().choice().own())
                .contains(new File(FOLDER, "pyflink.lock").getAbsoluteFile().toPath());
        assertThat(spec.extraDirectories()).hasSize(1).allSatisfy(directory -> {
            assertThat(directory.from())
                    .isEqualTo(new File(FOLDER, "jobs").getAbsoluteFile().toPath());
            assertThat(directory.into()).hasToString("/srv/jobs");
            assertThat(directory.choice().includes()).hasToString("[*.py]");
            assertThat(directory.permissions()).hasToString("[Permission[files=/srv/jobs/*.py, mode=493]]");
            assertThat(directory.owner()).hasToString("9999:9999");
        });
        assertThat(spec.outputs()).isEqualTo(Set.of(Output.DOCKER_ARCHIVE, Output.REGISTRY));
        assertThat(spec.hints().debianMirror()).hasToString("Optional[http://127.0.0.1/debian/]");
        assertThat(spec.hints().indexes().strategy()).contains(IndexStrategy.UNSAFE_BEST_MATCH);
        assertThat(spec.hints().indexes().all())
                .extracting(index -> index.address() + " " + index.server().orElse("-") + " " + index.isDefault())
                .containsExactly(
                        "https://packages.example.com/simple/ corp false", "https://mirror.example.com/simple/ - true");
        assertThat(mojo.locked).isEqualTo("true");
    }

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void commandLineWins(ValidateMojo mojo) {
        List<ImageSpec> specs = specs(
                mojo,
                "pyflink.flink=2.3.0",
                "pyflink.python=3.12",
                "pyflink.image=other",
                "pyflink.tags=@{python}",
                "pyflink.requirements=pandas>=2,<3,numpy,pyproject.toml",
                "pyflink.groups=test,report",
                "pyflink.connectors=",
                "pyflink.packages=libgomp1,tk8.6",
                "pyflink.flinkConfig.taskmanager.numberOfTaskSlots=8",
                "pyflink.labels.com.example.owner=ann",
                "pyflink.annotations.com.example.owner=bob",
                "pyflink.entrypoint=/bin/sh -c 'echo x'",
                "pyflink.log4j.org.apache.flink=TRACE",
                "pyflink.log4jLayout=text",
                "pyflink.job=jobs/word_count.py",
                "pyflink.excludes=a,b/",
                "pyflink.extraDirectories=jobs=/a,jobs=/b",
                "pyflink.indexes=https://a.example.com/simple/,own=https://b.example.com/simple/",
                "pyflink.indexStrategy=first-index",
                "pyflink.to=oci-archive");

        assertThat(specs).hasSize(1);
        ImageSpec spec = specs.get(0);
        assertThat(spec.combination().slug()).isEqualTo("flink-2.3.0-java17-python3.12-linux-amd64");
        assertThat(spec.reference()).hasToString("other:3.12");
        assertThat(spec.requirements().inline()).containsExactly("pandas>=2,<3", "numpy");
        assertThat(spec.requirements().files()).hasSize(1);
        assertThat(spec.requirements().parts().groups())
                .extracting(group -> group.text())
                .containsExactly("test", "report");
        assertThat(spec.connectors()).isEmpty();
        assertThat(spec.packages()).containsExactly("libgomp1", "tk8.6");
        assertThat(spec.flinkConfig())
                .containsExactly(
                        Map.entry("state.backend.type", "rocksdb"), Map.entry("taskmanager.numberOfTaskSlots", "8"));
        assertThat(spec.labels())
                .containsExactly(Map.entry("com.example.team", "data"), Map.entry("com.example.owner", "ann"));
        assertThat(spec.logging()).hasToString("Logging[levels={org.apache.flink=TRACE, root=WARN}, layout=TEXT]");
        assertThat(spec.job().orElseThrow().sources().get(0).getFileName()).hasToString("word_count.py");
        assertThat(spec.job().orElseThrow().choice().includes()).isEmpty();
        assertThat(spec.job().orElseThrow().choice().excludes()).hasToString("[a, b/]");
        assertThat(spec.annotations()).containsExactly(Map.entry("com.example.owner", "bob"));
        assertThat(spec.container().invocation())
                .hasToString("Invocation[whose=DECLARED, entrypoint=[/bin/sh, -c, echo x], command=[standalone-job]]");
        assertThat(spec.extraDirectories())
                .extracting(directory -> directory.from().getFileName() + " " + directory.into())
                .containsExactly("jobs /a", "jobs /b");
        assertThat(spec.extraDirectories().get(0).permissions()).isEmpty();
        assertThat(spec.hints().indexes().strategy()).contains(IndexStrategy.FIRST_INDEX);
        assertThat(spec.hints().indexes().all())
                .extracting(index -> index.address() + " " + index.server().orElse("-"))
                .containsExactly("https://a.example.com/simple/ -", "https://b.example.com/simple/ own");
        assertThat(spec.outputs()).containsExactly(Output.OCI_ARCHIVE);
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void builderIsThatOfTheCommandLineOrElseOfThePom(ImageMojo mojo) {
        assertThat(mojo.declared().builder()).contains(BuilderName.BUILDAH);

        mojo.session.getUserProperties().setProperty("pyflink.builder", "docker");
        assertThat(mojo.declared().builder()).contains(BuilderName.DOCKER);

        mojo.session.getUserProperties().setProperty("pyflink.builder", "");
        assertThat(mojo.declared().builder()).isEmpty();
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void builderThatIsNoneIsToldWithAllOtherMistakes(ImageMojo mojo) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.builder=kaniko", "pyflink.image=UPPER"))
                .withMessageContaining("[PYF-850] `kaniko`")
                .withMessageContaining("[PYF-010] `UPPER`");
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void switchesThatSayNeitherAreToldWithAllOtherMistakes(ImageMojo mojo) {
        mojo.allowInsecureRegistries = "on";
        mojo.verbose = "much";

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.locked=yes", "pyflink.skip=1", "pyflink.image=UPPER"))
                .withMessageContaining("[PYF-061] `yes` in `<locked>` (-Dpyflink.locked) is neither")
                .withMessageContaining("[PYF-061] `1` in `<skip>` (-Dpyflink.skip) is neither")
                .withMessageContaining(
                        "[PYF-061] `on` in `<allowInsecureRegistries>` (-Dpyflink.allowInsecureRegistries) is neither")
                .withMessageContaining("[PYF-061] `much` in `<verbose>` (-Dpyflink.verbose) is neither")
                .withMessageContaining("[PYF-010] `UPPER`");
    }

    @Test
    @InjectMojo(goal = "render", pom = POM)
    void switchOfTheRenderingIsRead(RenderMojo mojo) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.check=no"))
                .withMessageContaining("[PYF-061] `no` in `<check>` (-Dpyflink.check) is neither");
    }

    @Test
    @InjectMojo(goal = "matrix", pom = POM)
    void switchOfTheMatrixIsRead(MatrixMojo mojo) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.onlyTested=no"))
                .withMessageContaining("[PYF-061] `no` in `<onlyTested>` (-Dpyflink.onlyTested) is neither");
    }

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void whetherBasesAreReadIsASwitch(ValidateMojo mojo) {
        assertThat(declared(mojo).settings().isOn(Element.READ_BASES)).isFalse();
        assertThat(declared(mojo, "pyflink.readBases=").settings().isOn(Element.READ_BASES))
                .isTrue();
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.readBases=no"))
                .withMessageContaining("[PYF-061] `no` in `<readBases>` (-Dpyflink.readBases) is neither");
    }

    /** The goals that read no lock file tell it as well, with all other mistakes. */
    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void sourcesOfTheJobInTheWrongPlaceAreTold(ValidateMojo mojo) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.sources=src/main/python", "pyflink.image=UPPER"))
                .withMessageContainingAll("[PYF-010]", "[PYF-723] `src/main/python`");
    }

    @Test
    @InjectMojo(goal = "image")
    void nothingDeclaredHasDefaults(ImageMojo mojo) {
        DeclaredImages declared = declared(mojo);
        List<ImageSpec> specs = declared.specs();

        assertThat(specs).hasSize(1);
        assertThat(specs.get(0).combination().slug()).isEqualTo("flink-2.3.0-java17-python3.11-linux-amd64");
        assertThat(specs.get(0).job()).isEmpty();
        assertThat(specs.get(0).outputs()).containsExactly(Output.OCI_ARCHIVE);
        assertThat(mojo.request(declared).locked()).isFalse();
        assertThat(mojo.request(declared).sources()).isEqualTo(AcceptedSources.ANY);
        assertThat(declared.settings().on()).containsExactly(Element.PIP);
        assertThat(declared.settings().storeLimit()).isEqualTo(StoreLimit.USUAL);
    }

    /** What has no value on a command line turns a switch on, whoever reads it. */
    @Test
    @InjectMojo(goal = "image")
    void switchesAreRead(ImageMojo mojo) {
        DeclaredImages declared = declared(
                mojo,
                "pyflink.locked=",
                "pyflink.pip=",
                "pyflink.acceptOldRelease=",
                "pyflink.verbose=TRUE",
                "pyflink.allowInsecureRegistries=false",
                "pyflink.storeLimit=none");

        assertThat(declared.settings().on())
                .containsExactlyInAnyOrder(Element.LOCKED, Element.PIP, Element.ACCEPT_OLD_RELEASE, Element.VERBOSE);
        assertThat(declared.settings().storeLimit()).isEqualTo(StoreLimit.NONE);
        assertThat(declared.specs().get(0).hints().trust().acceptsOld()).isTrue();
        assertThat(mojo.request(declared).locked()).isTrue();
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void resultsGoToTheTargetFolderAndTheLockBesideThePom(ImageMojo mojo) {
        mojo.project.getProperties().setProperty("project.build.outputTimestamp", "2026-01-01T00:00:00Z");

        Request request = mojo.request(declared(mojo));

        assertThat(request.output())
                .isEqualTo(Path.of(mojo.project.getBuild().getDirectory()).resolve("pyflink"));
        assertThat(request.lockFile()).isEqualTo(Path.of(FOLDER, "pyflink.lock").toAbsolutePath());
        assertThat(request.locked()).isTrue();
        assertThat(request.templates()).contains(Path.of(FOLDER, "templates").toAbsolutePath());
        assertThat(request.created()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void declaredDateWinsOverThatOfTheProject(ImageMojo mojo) {
        mojo.project.getProperties().setProperty("project.build.outputTimestamp", "2026-01-01T00:00:00Z");

        assertThat(mojo.request(declared(mojo, "pyflink.creationTime=EPOCH")).created())
                .contains(Instant.EPOCH);
        assertThat(mojo.request(declared(mojo, "pyflink.creationTime=lock")).created())
                .isEmpty();
    }

    @Test
    @InjectMojo(goal = "render", pom = POM)
    void renderedFilesGoBesideTheResultsUnlessDeclaredOtherwise(RenderMojo mojo) {
        specs(mojo);

        assertThat(mojo.rendered())
                .isEqualTo(Path.of(mojo.project.getBuild().getDirectory()).resolve("pyflink"));
        mojo.rendered = "deployment";
        assertThat(mojo.rendered()).isEqualTo(Path.of(FOLDER, "deployment").toAbsolutePath());
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void pathsOfTheCommandLineStartAtTheProject(ImageMojo mojo) {
        Request request = mojo.request(declared(
                mojo, "pyflink.output=out/../results", "pyflink.lockFile=/locks/a.lock", "pyflink.locked=false"));

        assertThat(request.output()).isEqualTo(Path.of(FOLDER, "results").toAbsolutePath());
        assertThat(request.lockFile()).isEqualTo(Path.of("/locks/a.lock"));
        assertThat(request.locked()).isFalse();
        assertThat(request.created()).isEmpty();
    }

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void projectsPropertiesServeWhereThePomsXmlIsSilent(ValidateMojo mojo) {
        mojo.project.getProperties().setProperty("pyflink.python", "3.9");
        mojo.project.getProperties().setProperty("pyflink.entry", "other.py");
        mojo.matrix = null;

        assertThat(specs(mojo).get(0).combination().python()).hasToString("3.9");
    }

    @Test
    @InjectMojo(goal = "validate", pom = POM)
    void severitiesComeFromThePomAndTheCommandLine(ValidateMojo mojo) {
        specs(mojo, "pyflink.rules.PYF-112=error");

        Overrides overrides = mojo.declared().validation().judge(List.of()).overrides();

        assertThat(overrides.levels())
                .containsExactly(
                        Map.entry("PYF-112", Optional.of(Severity.ERROR)), Map.entry("PYF-115", Optional.empty()));
    }

    @Test
    @InjectMojo(goal = "image", pom = POM)
    void severityThatIsNoneIsToldWithAllOtherMistakes(ImageMojo mojo) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> specs(mojo, "pyflink.rules.PYF-112=never", "pyflink.image=UPPER"))
                .withMessageContaining("[PYF-290] `<rules><PYF-112>` is no severity: never")
                .withMessageContaining("[PYF-010] `UPPER`");
    }
}
