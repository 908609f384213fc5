package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem;

class TemplateFolderTest {

    @TempDir
    private Path folder;

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void everyTemplateOfThePluginIsKnown() throws IOException {
        Path own = Path.of("templates");
        NavigableSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(own)) {
            files.filter(Files::isRegularFile)
                    .map(file -> own.relativize(file).toString())
                    .forEach(names::add);
        }
        names.removeAll(TemplateFolder.FILES);

        assertThat(names).isEqualTo(TemplateFolder.TEMPLATES);
        assertThat(TemplateFolder.strangers(own)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.yaml",
                "flink-conf.yaml",
                "log4j-console.properties",
                "log4j-cli.properties",
                "entrypoint/commands.sh",
                "Dockerfile.ftl",
                "kubernetes/standalone.yaml.ftl",
                "README.md",
                ".gitignore",
                ".gitkeep",
                ".DS_Store",
                "config.yaml~",
                "kubernetes/README.txt"
            })
    void whatIsUsedAndWhatLiesInEveryFolderIsNoStranger(String name) throws IOException {
        file(name, "");

        assertThat(TemplateFolder.strangers(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "core-site.xml|`<flink.hadoop.fs.s3a.endpoint>",
                "hdfs-site.xml|<HADOOP_CONF_DIR>/opt/flink/usrlib</HADOOP_CONF_DIR>",
                "log4j.properties|name it after the one that it is to replace",
                "log4j2.properties|name it after the one that it is to replace",
                "logback-console.xml|translate it into `log4j-console.properties`",
                "logback.xml|translate it into `log4j-console.properties`",
                "log4j2.xml|translate it into `log4j-console.properties`",
                "log4j2.yaml|translate it into `log4j-console.properties`",
                "mapred-site.xml|`<flink.hadoop.fs.s3a.endpoint>",
                "hive-site.xml|one of these names",
                "hbase-site.xml|one of these names",
                "yarn-site.xml|one of these names",
                "Dockerfile|name it `Dockerfile.ftl`",
                ".dockerignore|name it `.dockerignore.ftl`",
                "compose.yaml|name it `compose.yaml.ftl`",
                "docker-entrypoint.sh|name it `docker-entrypoint.sh.ftl`",
                "conf/config.yaml|one of these names",
                "zoo.cfg|one of these names",
                "other.ftl|one of these names"
            })
    void otherFileIsToldWhatIsPossible(String name, String remedy) throws IOException {
        file(name, "");

        assertThat(TemplateFolder.strangers(folder)).extracting(Problem::code).containsExactly("PYF-074");
        Problem problem = TemplateFolder.strangers(folder).get(0);
        assertThat(problem.what()).isEqualTo("nothing comes of `" + name + "` in `<templates>`");
        assertThat(problem.remedies()).anyMatch(text -> text.contains(remedy));
    }

    @Test
    void whatATemplateIncludesIsUsed() throws IOException {
        file("Dockerfile.ftl", "<#include \"parts/head.ftl\">");
        file("parts/head.ftl", "");
        file("parts/tail.ftl", "");

        assertThat(TemplateFolder.strangers(folder))
                .extracting(Problem::what)
                .containsExactly("nothing comes of `parts/tail.ftl` in `<templates>`");
    }

    @Test
    void folderMayBeALink() throws IOException {
        file("real/zoo.cfg", "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

        assertThat(TemplateFolder.strangers(link))
                .extracting(Problem::what)
                .containsExactly("nothing comes of `zoo.cfg` in `<templates>`");
    }

    @Test
    void whatIsForOthersIsUsedWhereATemplateNamesIt() throws IOException {
        for (String name :
                List.of("Dockerfile.ftl", ".part.ftl", ".DS_Store", "README.md", "sub/notes.md", "zoo.cfg")) {
            file(name, "");
        }
        file("config.yaml.ftl", "<#include 'sub/notes.md'>");

        assertThat(TemplateFolder.used(folder))
                .containsOnlyKeys(".part.ftl", "Dockerfile.ftl", "config.yaml.ftl", "sub/notes.md", "zoo.cfg");
    }

    @Test
    void folderThatIsNoneHasAProblemOfItsOwn() {
        assertThat(TemplateFolder.strangers(folder.resolve("none"))).isEmpty();
    }
}
