package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.IndexStrategy;

/** The indexes that {@code docs/python-packages.md} shows. */
class IndexesPageTest {

    private static final Pattern BLOCK = Pattern.compile("```xml\n(<indexes>.*?)```", Pattern.DOTALL);
    private static final Pattern STRATEGY = Pattern.compile("`(<indexStrategy>[^`]*)`\\s+\\(");
    private static final Pattern PROPERTY = Pattern.compile("`-D(pyflink\\.index\\w+)=([^`]+)`");

    @TempDir
    private Path folder;

    private final Properties commandLine = new Properties();

    private DeclaredIndexes read(String xml) throws Exception {
        PlexusConfiguration all = new XmlPlexusConfiguration(
                Xpp3DomBuilder.build(new StringReader("<configuration>" + xml + "</configuration>")));
        Declaration declaration = new Declaration(folder);
        DeclaredElements elements =
                new DeclaredElements(declaration, new DeclaredValues(commandLine, new Properties()), text -> text);
        elements.indexes(all.getChild("indexes", false));
        PlexusConfiguration strategy = all.getChild("indexStrategy", false);
        elements.one(Element.INDEX_STRATEGY, strategy == null ? null : strategy.getValue(null));
        return DeclaredImages.read(declaration, Map.of(), Optional.empty())
                .specs()
                .get(0)
                .hints()
                .indexes();
    }

    private static List<String> words(DeclaredIndexes indexes) {
        return indexes.all().stream()
                .map(index -> index.address() + " " + index.server().orElse("-") + " " + index.isDefault())
                .toList();
    }

    @Test
    void whatThePageShowsIsMeant() throws Exception {
        String page = Files.readString(Path.of("docs/python-packages.md"));
        Matcher block = BLOCK.matcher(page);
        assertThat(block.find()).isTrue();

        DeclaredIndexes declared = read(block.group(1));

        assertThat(words(declared))
                .containsExactly(
                        "https://packages.example.com/simple/ corp false",
                        "https://other.example.com/simple/ - false",
                        "https://mirror.example.com/simple/ - true");
        assertThat(declared.strategy()).isEmpty();
        Matcher strategy = STRATEGY.matcher(page);
        assertThat(strategy.find()).isTrue();
        assertThat(read(strategy.group(1)).strategy()).contains(IndexStrategy.UNSAFE_BEST_MATCH);

        PROPERTY.matcher(page).results().forEach(given -> commandLine.setProperty(given.group(1), given.group(2)));
        DeclaredIndexes given = read("");
        assertThat(words(given)).isEqualTo(words(declared).subList(0, 2));
        assertThat(given.strategy()).contains(IndexStrategy.UNSAFE_BEST_MATCH);
    }
}
