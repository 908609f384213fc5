package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.InvalidPluginDescriptorException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem;

class DeclaredConfigurationTest {

    private static final String PLUGIN =
            "<plugin><groupId>org.pyflinkimage</groupId><artifactId>pyflink-maven-plugin</artifactId>%s</plugin>";

    @TempDir
    private Path folder;

    private final Properties commandLine = new Properties();
    private String executionId = "default-cli";

    private static MojoDescriptor goal(PluginDescriptor plugin, String name, String... parameters)
            throws DuplicateParameterException {
        MojoDescriptor goal = new MojoDescriptor();
        goal.setGoal(name);
        goal.setPluginDescriptor(plugin);
        for (String nameOfOne : parameters) {
            Parameter parameter = new Parameter();
            parameter.setName(nameOfOne);
            if (List.of("image", "builder", "locked").contains(nameOfOne)) {
                parameter.setExpression("${pyflink." + nameOfOne + "}");
            }
            parameter.setEditable(!nameOfOne.equals("project"));
            goal.addParameter(parameter);
        }
        return goal;
    }

    /** A goal of a plugin that has others, with other parameters. */
    private static MojoDescriptor validate() {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("org.pyflinkimage");
        plugin.setArtifactId("pyflink-maven-plugin");
        try {
            MojoDescriptor validate =
                    goal(plugin, "validate", "matrix", "image", "flinkConfig", "job", "connectors", "project");
            plugin.addMojo(validate);
            plugin.addMojo(goal(plugin, "image", "builder", "locked"));
            plugin.addMojo(goal(plugin, "help", "detail"));
            return validate;
        } catch (InvalidPluginDescriptorException e) {
            throw new IllegalStateException(e);
        }
    }

    private MavenProject project(String name, String text) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            MavenProject project = new MavenProject(new MavenXpp3Reader().read(new StringReader(text)));
            project.setFile(file.toFile());
            return project;
        } catch (IOException | XmlPullParserException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Problem> problems(MavenProject project, MavenProject... others) {
        MojoExecution execution = new MojoExecution(validate(), executionId);
        return new DeclaredConfiguration(
                        project,
                        Stream.concat(Stream.of(project), Stream.of(others)).toList(),
                        execution,
                        commandLine)
                .problems();
    }

    private List<Problem> problems(String pom) {
        return problems(project("pom.xml", pom));
    }

    private static String pom(String inPlugin) {
        return "<project><build><plugins>" + PLUGIN.formatted(inPlugin) + "</plugins></build></project>";
    }

    private static List<String> whats(List<Problem> problems) {
        return problems.stream().map(Problem::what).toList();
    }

    @Nested
    class Elements {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<configuration><jars/></configuration>",
                    "<configuration><image>a</image><jars><jar>x</jar></jars></configuration>",
                    "<executions><execution><id>default-cli</id><configuration><jars/></configuration></execution></executions>"
                })
        void unknownOneIsNamedWithTheNearest(String inPlugin) {
            List<Problem> problems = problems(pom(inPlugin));

            assertThat(whats(problems)).containsExactly("`<jars>` is no element of `<configuration>`");
            assertThat(problems.get(0).remedies()).containsExactly("`<connectors>`, or remove it");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<configuration/>",
                    "<configuration><image>a</image><builder>docker</builder><locked>true</locked></configuration>",
                    "<configuration><flinkConfig><anything.at.all>1</anything.at.all></flinkConfig></configuration>",
                    "<configuration combine.self='override'><job combine.children='append' xml:space='preserve'>x</job></configuration>",
                    "<executions><execution><id>other</id><configuration><jars/></configuration></execution></executions>"
                })
        void othersAreNot(String inPlugin) {
            assertThat(problems(pom(inPlugin))).isEmpty();
        }

        @Test
        void whatMavenFillsInByItselfIsUnknownToo() {
            assertThat(whats(problems(pom("<configuration><project>x</project><detail>true</detail></configuration>"))))
                    .containsExactly(
                            "`<project>` is no element of `<configuration>`",
                            "`<detail>` is no element of `<configuration>`");
        }

        @Test
        void namedExecutionHasItsOwn() {
            executionId = "second";
            String inPlugin = "<executions>"
                    + "<execution><id>first</id><configuration><one/></configuration></execution>"
                    + "<execution><id>second</id><configuration><two/></configuration></execution></executions>";

            assertThat(whats(problems(pom(inPlugin)))).containsExactly("`<two>` is no element of `<configuration>`");
        }

        @Test
        void managedPluginCountsWhereNoOtherIs() {
            String managed = PLUGIN.formatted("<configuration><one/></configuration>");

            assertThat(problems("<project><build><pluginManagement><plugins>" + managed
                            + "</plugins></pluginManagement></build></project>"))
                    .hasSize(1);
        }

        @Test
        void otherPluginsHaveTheirOwn() {
            assertThat(problems("<project><build><plugins><plugin><artifactId>x</artifactId>"
                            + "<configuration>text<jars/></configuration></plugin></plugins></build></project>"))
                    .isEmpty();
        }

        @Test
        void attributesAreNone() {
            assertThat(
                            whats(
                                    problems(
                                            pom(
                                                    "<configuration><connectors><connector version='1'>g:a:1</connector></connectors></configuration>"))))
                    .containsExactly("`version` of `<connector>` is no attribute");
        }
    }

    @Nested
    class Mixed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "<configuration><flinkConfig>a: 1 <b>2</b></flinkConfig></configuration>|flinkConfig|b",
                    "<configuration><flinkConfig><b>2</b> a: 1</flinkConfig></configuration>|flinkConfig|b",
                    "<configuration><flinkConfig><b/><![CDATA[a: 1]]><c/></flinkConfig></configuration>|flinkConfig|b",
                    "<configuration>text<image>a</image></configuration>|configuration|image",
                    "<executions><execution><configuration><job>x<y/></job></configuration></execution></executions>|job|y",
                    "<configuration><flinkConfig><a>1<b>2</b></a></flinkConfig></configuration>|a|b"
                })
        void textBesideElementsIsTold(String inPlugin, String element, String child) {
            assertThat(whats(problems(pom(inPlugin))))
                    .contains("`<%s>` holds a text beside `<%s>`".formatted(element, child));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<configuration><flinkConfig>a: 1</flinkConfig></configuration>",
                    "<configuration><flinkConfig>\n <!-- a: 1 --> <b>2</b>\n</flinkConfig></configuration>",
                    "<configuration><flinkConfig><b>2</b>&#10;</flinkConfig></configuration>"
                })
        void otherTextsAreNot(String inPlugin) {
            assertThat(problems(pom(inPlugin))).isEmpty();
        }

        @Test
        void pluginMayBeNamedAfterItsConfigurationAndLieInAProfileOfAParent() {
            MavenProject module = project("pom.xml", "<project/>");
            module.setParent(project(
                    "parent.xml",
                    "<project><profiles><profile><build><plugins><plugin>"
                            + "<configuration><job>x<y/></job></configuration><artifactId>pyflink-maven-plugin</artifactId>"
                            + "</plugin><plugin><configuration><other>x<y/></other></configuration><artifactId>z</artifactId></plugin>"
                            + "</plugins></build></profile></profiles></project>"));

            assertThat(whats(problems(module))).containsExactly("`<job>` holds a text beside `<y>`");
        }
    }

    @Nested
    class OfNames {

        @ParameterizedTest
        @CsvSource({
            "pyflink.flnk, pyflink.flink",
            "pyflink.lockd, pyflink.locked",
            "pyflink.flinkConfig, pyflink.flinkConfig.KEY"
        })
        void unknownOneOfTheCommandLineIsNamedWithTheNearest(String name, String nearest) {
            commandLine.setProperty(name, "x");

            List<Problem> problems = problems(pom(""));

            assertThat(whats(problems)).containsExactly("there is no property `" + name + "`");
            assertThat(problems.get(0).remedies()).containsExactly("`" + nearest + "`, or remove it");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pyflink.flink",
                    "pyflink.entry",
                    "pyflink.locked",
                    "pyflink.flinkConfig.a.b",
                    "pyflink.rules.PYF-115",
                    "flink.version",
                    "x"
                })
        void othersAreNot(String name) {
            commandLine.setProperty(name, "x");

            assertThat(problems(pom(""))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<name>${pyflink.imagee}</name>",
                    "<profiles><profile><activation><property><name>pyflink.imagee</name></property></activation></profile></profiles>",
                    "<profiles><profile><activation><property><name>!pyflink.imagee</name></property></activation></profile></profiles>"
                })
        void whatAPomUsesIsItsOwn(String use) {
            commandLine.setProperty("pyflink.imagee", "x");
            MavenProject other = project("other.xml", "<project>" + use + "</project>");

            assertThat(problems(project("pom.xml", pom("")), other)).isEmpty();
            assertThat(problems(pom(""))).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({
            "pyflink.imagee, 1",
            "pyflink.flinkconfg.a, 1",
            "pyflink.version, 0",
            "pyflink.jars, 0",
            "pyflink.image, 0"
        })
        void slipOfThePenInThePomsPropertiesIsTold(String name, int problems) {
            MavenProject project =
                    project("pom.xml", "<project><properties><%1$s>x</%1$s></properties></project>".formatted(name));

            assertThat(problems(project)).hasSize(problems);
        }
    }

    @Test
    void withoutAPomNothingIsDeclared() {
        MavenProject none = new MavenProject();

        assertThat(problems(none)).isEmpty();
    }
}
