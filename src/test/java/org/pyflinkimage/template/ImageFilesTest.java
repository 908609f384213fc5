package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class ImageFilesTest {

    private final ImageFiles files = new ImageFiles(new Templates(Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.17.1", "1.18.1", "1.19.3", "1.20.5", "2.0.1", "2.2.1", "2.3.0"})
    void rendersWhatWasReviewed(String flink) throws IOException {
        SortedMap<UnixPath, RenderedFile> rendered = render(flink);

        StringBuilder list = new StringBuilder();
        rendered.forEach((path, file) -> {
            list.append(Integer.toOctalString(file.mode()))
                    .append(' ')
                    .append(path)
                    .append('\n');
            if (path.startsWith(ImagePaths.IMAGE_CONF)) {
                assertThat(file).isEqualTo(rendered.get(ImagePaths.CONF.resolve(path.name())));
            } else if (path.startsWith(ImagePaths.CONF)) {
                Golden.assertMatches("template/" + flink + path, file.text());
            }
        });
        Golden.assertMatches("template/" + flink + "/files.txt", list.toString());
    }

    @Test
    void entrypointIsTheOneThatWasReviewed() throws IOException {
        Golden.assertMatches("template/docker-entrypoint.sh", entrypoint("2.3.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.17.1", "1.18.1", "1.19.3", "1.20.5", "2.0.1", "2.2.1"})
    void entrypointOfAnotherFlinkDiffersInAFewLines(String flink) throws IOException {
        Golden.assertDifferenceMatches(
                "template/" + flink + "/docker-entrypoint.diff", entrypoint("2.3.0"), entrypoint(flink));
    }

    @Test
    void rendersTheSameForAnotherOrderOfTheDeclaration() throws IOException {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");

        assertThat(files.render(Specs.spec("2.3.0", one, Optional.empty()), Specs.shipped("2.3.0")))
                .isEqualTo(files.render(Specs.spec("2.3.0", other, Optional.empty()), Specs.shipped("2.3.0")));
    }

    @Test
    void partOfTheEntrypointCanBeReplacedAndItsFirstCommentStaysAway(@TempDir Path folder) throws IOException {
        Path part = Files.createDirectory(folder.resolve("entrypoint")).resolve("values.sh");
        Files.writeString(part, "#!/bin/bash\r\n# ours\r\n\r\nexec \"$@\" [=x] # all\r\n");

        assertThat(new ImageFiles(new Templates(Optional.of(folder)))
                        .render(Specs.spec("2.3.0"), Specs.shipped("2.3.0"))
                        .get(ImagePaths.ENTRYPOINT)
                        .text())
                .startsWith("#!/usr/bin/env bash\n")
                .contains("TEXT\n}\n\nexec \"$@\" [=x] # all\n\n# Takes a line of the file apart");
    }

    private String entrypoint(String flink) throws IOException {
        return render(flink).get(ImagePaths.ENTRYPOINT).text();
    }

    private SortedMap<UnixPath, RenderedFile> render(String flink) throws IOException {
        Map<String, String> declared = new LinkedHashMap<>();
        declared.put("taskmanager.numberOfTaskSlots", "4");
        declared.put("env.java.opts.all", "-Dfoo=1 -Dbar=2");
        return files.render(Specs.spec(flink, declared, Specs.job("word_count.py")), Specs.shipped(flink));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "exec \"$@\"\n",
                "#!/bin/sh\n",
                "#!/bin/sh\n\n  # later\n",
                "# x\n#!/bin/sh\nexec \"$@\"\n"
            })
    void entrypointThatRunsNothingIsAProblem(String text, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("docker-entrypoint.sh.ftl"), text);

        assertThatThrownBy(() -> renderFrom(folder))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-551", "`docker-entrypoint.sh.ftl` in `<templates>`", "try:")
                .hasMessageContaining(text.isBlank() ? "it renders is empty" : "`#!/bin/bash`");
    }

    @Test
    void entrypointOfOnesOwnIsTaken(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("docker-entrypoint.sh.ftl"), "#!/bin/sh\nexec \"$@\"\n");

        assertThat(renderFrom(folder).get(ImagePaths.ENTRYPOINT).text()).isEqualTo("#!/bin/sh\nexec \"$@\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [\n", "- a\n", "a:\n", "1: 2\n", "a: 1\na: 2\n", "[=flink.version]\n"})
    void templateThatRendersNoConfigurationIsAProblem(String text, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.yaml.ftl"), text);

        assertThatThrownBy(() -> renderFrom(folder))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-550", "`config.yaml.ftl` in `<templates>`", "why:", "try:");
    }

    @Test
    void templateThatRendersAConfigurationIsTaken(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.yaml.ftl"), "a: {b: [=flink.version]}\n");

        assertThat(renderFrom(folder)
                        .get(ImagePaths.CONF.resolve("config.yaml"))
                        .text())
                .isEqualTo("a: {b: 2.3.0}\n");
    }

    @Test
    void templateThatRendersTheOldSyntaxOfLog4jIsAProblem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("log4j-cli.properties.ftl"), "log4j.rootLogger=INFO, file\n");

        assertThatThrownBy(() -> renderFrom(folder)).hasMessageContaining("PYF-709");
    }

    private static SortedMap<UnixPath, RenderedFile> renderFrom(Path folder) throws IOException {
        return new ImageFiles(new Templates(Optional.of(folder))).render(Specs.spec("2.3.0"), Specs.shipped("2.3.0"));
    }

    @Test
    void wrongFlinkConfigIsAProblem() throws IOException {
        ImageSpec spec = Specs.spec("1.17.1", Map.of("a", "x#y"), Optional.empty());
        FlinkConfiguration shipped = Specs.shipped("1.17.1");

        assertThatThrownBy(() -> files.render(spec, shipped))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("PYF-703");
    }
}
