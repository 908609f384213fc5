package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequestedGroup;

/** The groups and extras that {@code docs/python-packages.md} shows. */
class GroupsPageTest {

    private static final Pattern BLOCK =
            Pattern.compile("(<requirements>\\s+<.*?</requirements>\\s*<groups>.*?</groups>)", Pattern.DOTALL);
    private static final Pattern GIVEN =
            Pattern.compile("`-D(pyflink\\.requirements)=(\\S+) -D(pyflink\\.groups)=([^`]+)`");

    @TempDir
    private Path folder;

    @Test
    void whatThePageShowsIsMeant() throws Exception {
        String page = Files.readString(Path.of("docs/python-packages.md"));
        Matcher block = BLOCK.matcher(page);
        Matcher given = GIVEN.matcher(page);
        assertThat(block.find()).isTrue();
        assertThat(given.find()).isTrue();
        Files.createDirectories(folder.resolve("libs/model"));
        Files.writeString(folder.resolve("libs/model/pyproject.toml"), "[dependency-groups]\ntest = []\n");
        Files.writeString(folder.resolve("uv.lock"), """
                version = 1
                [[package]]
                name = "job"
                source = { virtual = "." }
                [package.metadata]
                provides-extras = ["kafka"]
                [package.metadata.requires-dev]
                train = []
                """);

        PythonRequirements declared = read(folder, block.group(1), new Properties());

        assertThat(declared.files())
                .containsExactly(folder.resolve("uv.lock"), folder.resolve("libs/model/pyproject.toml"));
        assertThat(declared.extrasOf(folder.resolve("uv.lock"))).containsExactly("kafka");
        assertThat(declared.parts().groups())
                .containsExactly(
                        new RequestedGroup("train", Optional.empty(), "train"),
                        new RequestedGroup(
                                "libs/model/pyproject.toml:test",
                                Optional.of(folder.resolve("libs/model/pyproject.toml")),
                                "test"));
        Properties commandLine = new Properties();
        commandLine.setProperty(given.group(1), given.group(2));
        commandLine.setProperty(given.group(3), given.group(4));
        PythonRequirements other = read(folder, "", commandLine);
        assertThat(other.extrasOf(folder.resolve("uv.lock"))).containsExactly("kafka");
        assertThat(other.parts().groups()).isEqualTo(declared.parts().groups().subList(0, 1));
    }

    @Test
    void exampleAsksForAGroupThatItsProjectHas() throws Exception {
        Path example = Path.of("src/it/validate-only").toAbsolutePath();
        Matcher block = BLOCK.matcher(Files.readString(example.resolve("pom.xml")));
        assertThat(block.find()).isTrue();

        PythonRequirements declared = read(example, block.group(1), new Properties());

        assertThat(declared.files()).containsExactly(example.resolve("pyproject.toml"));
        assertThat(declared.parts().groups()).extracting(RequestedGroup::name).containsExactly("report");
    }

    private static PythonRequirements read(Path folder, String xml, Properties commandLine) throws Exception {
        PlexusConfiguration all = new XmlPlexusConfiguration(
                Xpp3DomBuilder.build(new StringReader("<configuration>" + xml + "</configuration>")));
        Declaration declaration = new Declaration(folder);
        DeclaredElements elements =
                new DeclaredElements(declaration, new DeclaredValues(commandLine, new Properties()), text -> text);
        elements.requirements(all.getChild("requirements", false));
        elements.several(Element.GROUPS, texts(all.getChild("groups", false)));
        return DeclaredImages.read(declaration, Map.of(), Optional.empty())
                .specs()
                .get(0)
                .requirements();
    }

    private static @Nullable List<@Nullable String> texts(@Nullable PlexusConfiguration xml) throws Exception {
        return xml == null
                ? null
                : Arrays.stream(xml.getChildren())
                        .map(child -> child.getValue(""))
                        .toList();
    }
}
