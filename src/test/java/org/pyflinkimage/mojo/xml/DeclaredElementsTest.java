package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

class DeclaredElementsTest {

    private final Properties commandLine = new Properties();
    private final Declaration declaration = new Declaration(Path.of("/project"));
    private final DeclaredElements elements = new DeclaredElements(
            declaration, new DeclaredValues(commandLine, new Properties()), text -> text.replace("${late}", "late"));

    private static PlexusConfiguration xml(String text) throws Exception {
        return new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(text)));
    }

    private List<String> problems() {
        return declaration.problems().stream().map(Problem::toText).toList();
    }

    @Nested
    class OfTheMatrix {

        @Test
        void axesAndExclusionsAreRead() throws Exception {
            elements.matrix(xml("""
                    <matrix>
                      <flink><version> 2.2.1 </version><version>${late}</version></flink>
                      <java>17, 21</java>
                      <python><version>3.11</version></python>
                      <platforms><platform>linux/amd64</platform></platforms>
                      <excludes><exclude><flink>2.2.1</flink><java>21</java></exclude><exclude><python>3.12</python></exclude></excludes>
                    </matrix>"""));

            assertThat(declaration.values(Element.FLINK)).containsExactly("2.2.1", "late");
            assertThat(declaration.values(Element.JAVA)).containsExactly("17", "21");
            assertThat(declaration.values(Element.PYTHON)).containsExactly("3.11");
            assertThat(declaration.values(Element.PLATFORMS)).containsExactly("linux/amd64");
            assertThat(declaration.exclusions())
                    .extracting(exclusion -> exclusion.values())
                    .containsExactly(
                            Map.of(Element.FLINK, "2.2.1", Element.JAVA, "21"), Map.of(Element.PYTHON, "3.12"));
            assertThat(problems()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "<matrix><flnk>1</flnk></matrix>|[PYF-069] `<flnk>` is no element of `<matrix>`|`<flink>`, or remove it",
                    "<matrix><platform>x</platform></matrix>|`<platform>` is no element of `<matrix>`|`<platforms>`, or remove it",
                    "<matrix><excludes><exclude><flinks>1</flinks></exclude></excludes></matrix>"
                            + "|`<flinks>` is no element of `<exclude>`|`<flink>`, or remove it",
                    "<matrix>2.3.0</matrix>|[PYF-070] `<matrix>` holds a text|elements in it: `<excludes>`, `<flink>`",
                    "<matrix><excludes>2.3.0</excludes></matrix>|`<excludes>` holds a text|elements in it: `<flink>`, `<java>`",
                    "<matrix><flink><version><a>1</a></version></flink></matrix>|`<version>` holds elements|without `<a>`",
                    "<matrix><excludes><exclude><java><v>1</v></java></exclude></excludes></matrix>|`<java>` holds elements|without `<v>`"
                })
        void whatHasNoPlaceIsTold(String text, String what, String remedy) throws Exception {
            elements.matrix(xml(text));

            assertThat(problems()).hasSize(1);
            assertThat(problems().get(0)).contains(what, remedy);
        }

        @Test
        void everyMistakeIsToldAtOnce() throws Exception {
            elements.matrix(xml("<matrix><a/><b/><flink><version>1</version></flink></matrix>"));

            assertThat(problems()).hasSize(2);
            assertThat(declaration.values(Element.FLINK)).containsExactly("1");
        }

        @Test
        void commandLineWins() throws Exception {
            commandLine.setProperty("pyflink.flink", "2.3.0");
            elements.matrix(xml("<matrix><flink>1</flink></matrix>"));

            assertThat(declaration.values(Element.FLINK)).containsExactly("2.3.0");
            elements.matrix(null);
            assertThat(declaration.values(Element.JAVA)).isEmpty();
        }
    }

    @Nested
    class OfTheJob {

        @Test
        void textIsItsSources() throws Exception {
            elements.job(xml("<job> ${late}.py </job>"));

            assertThat(declaration.values(Element.JOB)).containsExactly("late.py");
        }

        @Test
        void elementsAreRead() throws Exception {
            elements.job(xml("<job><sources>jobs</sources><entry>a.py</entry>"
                    + "<excludes><exclude>x</exclude></excludes><includes>y, z</includes></job>"));

            assertThat(declaration.values(Element.JOB)).containsExactly("jobs");
            assertThat(declaration.values(Element.ENTRY)).containsExactly("a.py");
            assertThat(declaration.values(Element.EXCLUDES)).containsExactly("x");
            assertThat(declaration.values(Element.INCLUDES)).containsExactly("y", "z");
            assertThat(problems()).isEmpty();
        }

        @Test
        void entrypointAndCommandAreElementsOrOneText() throws Exception {
            elements.words(Element.ENTRYPOINT, xml("<entrypoint>/usr/bin/tini -- 'two words'</entrypoint>"));
            elements.words(
                    Element.COMMAND,
                    xml("<command><argument>standalone-job</argument><argument>$X y</argument></command>"));

            assertThat(declaration.exactValues(Element.ENTRYPOINT)).containsExactly("/usr/bin/tini", "--", "two words");
            assertThat(declaration.exactValues(Element.COMMAND)).containsExactly("standalone-job", "$X y");
            assertThat(problems()).isEmpty();
        }

        @Test
        void quoteThatDoesNotEndIsToldByItsElement() throws Exception {
            elements.words(Element.COMMAND, xml("<command>sh -c 'x</command>"));

            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("[PYF-268] a quote in `<command>` does not end", "(-Dpyflink.command)");
        }

        @Test
        void severalSourcesAModuleAndItsArgumentsAreRead() throws Exception {
            elements.job(xml("<job><sources><source>src</source><source>conf</source></sources><module>src.app</module>"
                    + "<arguments><argument>--stage=${late}</argument><argument>a, 'b'</argument><argument>-v</argument>"
                    + "<argument>-v</argument></arguments></job>"));

            assertThat(declaration.values(Element.JOB)).containsExactly("src", "conf");
            assertThat(declaration.values(Element.MODULE)).containsExactly("src.app");
            assertThat(declaration.exactValues(Element.ARGUMENTS))
                    .containsExactly("--stage=late", "a, 'b'", "-v", "-v");
            assertThat(problems()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "<arguments>--stage dev &quot;two words&quot; a:b</arguments>, --stage;dev;two words;a:b",
            "<arguments>--stage@    dev@  </arguments>, --stage;dev",
            "<arguments><a xml:space='preserve'> x </a><a>two@lines</a></arguments>, ' x ;two@lines'",
            "<arguments/>, ''"
        })
        void argumentsAreElementsOrTheWordsOfOneText(String xml, String words) throws Exception {
            elements.job(xml("<job><module>m</module>" + xml.replace('@', '\n') + "</job>"));

            assertThat(String.join(";", declaration.exactValues(Element.ARGUMENTS)))
                    .isEqualTo(words.replace('@', '\n'));
        }

        @Test
        void quoteInArgumentsThatDoesNotEndIsAProblem() throws Exception {
            commandLine.setProperty("pyflink.arguments", "--day 'a b");
            elements.job(xml("<job><module>m</module></job>"));

            assertThat(problems()).singleElement().asString().startsWith("[PYF-268] ");
        }

        @Test
        void argumentsOfTheCommandLineReplaceThePoms() throws Exception {
            commandLine.setProperty("pyflink.arguments", "--day 'a b'");
            elements.job(xml("<job><module>m</module><arguments><argument>x</argument></arguments></job>"));

            assertThat(declaration.exactValues(Element.ARGUMENTS)).containsExactly("--day", "a b");
        }

        @Test
        void emptyArgumentIsKeptForTheReport() throws Exception {
            elements.job(xml("<job><module>m</module><arguments><argument/></arguments></job>"));

            assertThat(declaration.hasBlank(Element.ARGUMENTS)).isTrue();
        }

        @Test
        void unknownOneIsToldWithTheNearest() throws Exception {
            elements.job(xml("<job><source>jobs</source><main>a.py</main></job>"));

            assertThat(problems().get(0)).contains("`<source>` is no element of `<job>`", "`<sources>`, or remove it");
            assertThat(problems()).hasSize(2);
        }

        @Test
        void jobOfTheCommandLineReplacesIt() throws Exception {
            commandLine.setProperty("pyflink.job", "b.py");
            elements.job(xml("<job><sources>jobs</sources><entry>a.py</entry></job>"));

            assertThat(declaration.values(Element.JOB)).containsExactly("b.py");
            assertThat(declaration.values(Element.ENTRY)).isEmpty();
        }
    }

    @Nested
    class OfConnectors {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "<c>g:a:1</c>|g:a:1",
                    "<c> ${late}:a:1 </c>|late:a:1",
                    "<c><groupId>g</groupId><artifactId>a</artifactId><version>1</version></c>|g:a:1",
                    "<c><version>${late}</version><artifactId> a </artifactId><groupId>g</groupId></c>|g:a:late",
                    "<c><groupId>g</groupId><artifactId>a</artifactId><version>1</version><type>jar</type></c>|g:a:1",
                    "<c><groupId>g</groupId><artifactId>a</artifactId><version>1</version><classifier>c</classifier></c>|g:a:jar:c:1",
                    "<c><groupId>g</groupId><artifactId>a</artifactId><version>1</version><type>test-jar</type></c>|g:a:test-jar:1",
                    "<c><groupId>g</groupId><artifactId>a</artifactId></c>|g:a",
                    "<c><artifactId>a</artifactId><version>1</version></c>|:a:1"
                })
        void partsAreCoordinates(String connector, String coordinates) throws Exception {
            elements.connectors(xml("<connectors>" + connector + "</connectors>"));

            assertThat(declaration.values(Element.CONNECTORS)).containsExactly(coordinates);
            assertThat(problems()).isEmpty();
        }

        @Test
        void textIsAList() throws Exception {
            elements.connectors(xml("<connectors>g:a:1, g:b:[1,2)\n g:c:3</connectors>"));

            assertThat(declaration.values(Element.CONNECTORS)).containsExactly("g:a:1", "g:b:[1,2)", "g:c:3");
        }

        @Test
        void otherPartIsTold() throws Exception {
            elements.connectors(
                    xml(
                            "<connectors><connector><groupId>g</groupId><artifactid>a</artifactid><scope>x</scope></connector></connectors>"));

            assertThat(problems()).hasSize(2);
            assertThat(problems().get(0)).contains("`<artifactid>` is no element of `<connector>`", "`<artifactId>`");
        }

        @Test
        void emptyOneIsKeptForTheReport() throws Exception {
            elements.connectors(xml("<connectors><connector/></connectors>"));

            assertThat(declaration.hasBlank(Element.CONNECTORS)).isTrue();
        }
    }

    @Test
    void severityIsDeclaredOnce() throws Exception {
        assertThat(elements.levels(xml("<rules><PYF-115>off</PYF-115><PYF-116>note</PYF-116></rules>")))
                .isEqualTo(Map.of("PYF-115", "off", "PYF-116", "note"));
        assertThat(problems()).isEmpty();

        elements.levels(xml("<rules>PYF-115=off\nPYF-115=note</rules>"));
        assertThat(problems().get(0)).contains("[PYF-068] `PYF-115` stands twice in `<rules>`");
    }

    @Test
    void valuesOfOneKindAreDeclared() {
        elements.one(Element.IMAGE, "a");
        elements.one(Element.BASE, " ");
        elements.several(Element.TAGS, List.of("x", "y"));

        assertThat(declaration.values(Element.IMAGE)).containsExactly("a");
        assertThat(declaration.isDeclared(Element.BASE)).isFalse();
        assertThat(declaration.values(Element.TAGS)).containsExactly("x", "y");
    }
}
