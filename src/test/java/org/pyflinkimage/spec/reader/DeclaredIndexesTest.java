package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.IndexStrategy;
import org.pyflinkimage.spec.IndexText;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** {@code <indexes>} and {@code <indexStrategy>}. */
class DeclaredIndexesTest extends DeclarationFixture {

    private void index(String url, @Nullable String server, @Nullable String isDefault) {
        declaration.withIndexes(
                List.of(new IndexText(url, Optional.ofNullable(server), Optional.ofNullable(isDefault))));
    }

    private void indexes(String... texts) {
        Stream.of(texts).map(IndexText::parse).forEach(text -> declaration.withIndexes(List.of(text)));
    }

    private DeclaredIndexes declared() {
        return spec().hints().indexes();
    }

    private Sha256 digest() {
        return SpecDigest.of(spec());
    }

    @Test
    void whereNothingIsDeclaredThereIsNone() {
        assertThat(declared()).isEqualTo(DeclaredIndexes.none());
    }

    @Test
    void theyStayInTheDeclaredOrder() {
        indexes("https://h/simple", "corp=http://g:8080/simple/");
        index("https://f/simple/", null, "true");

        assertThat(declared().all())
                .containsExactly(
                        new DeclaredIndex(
                                URI.create("https://h/simple/"), Optional.empty(), false, "https://h/simple/"),
                        new DeclaredIndex(
                                URI.create("http://g:8080/simple/"),
                                Optional.of("corp"),
                                false,
                                "http://g:8080/simple/"),
                        new DeclaredIndex(
                                URI.create("https://f/simple/"), Optional.empty(), true, "https://f/simple/"));
        assertThat(declared().strategy()).isEmpty();
    }

    /** As those of mirrors are: whoever writes one into a POM sees it there. */
    @Test
    void anAddressMayCarryALogin() {
        indexes("https://ann:word@h/simple/");

        assertThat(declared().all()).singleElement().satisfies(index -> {
            assertThat(index.address()).hasToString("https://ann:word@h/simple/");
            assertThat(index.shape()).isEqualTo("https://h/simple/");
        });
    }

    @Test
    void anIndexInTheProjectsFolderIsKnownByItsWayFromThere() {
        indexes(folder.resolve("index/simple").toUri().toString(), "file:/srv/simple/");

        assertThat(declared().all())
                .extracting(DeclaredIndex::shape)
                .containsExactly("file:index/simple/", "file:///srv/simple/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "h/simple|none|none|PYF-043|`h/simple` in `<indexes>` is no address",
                "wheels/|none|none|PYF-043|--find-links FOLDER",
                "ftp://h/simple/|none|none|PYF-043|`ftp://h/simple/` in `<indexes>`",
                "https:///simple/|none|none|PYF-043|-Dpyflink.indexes=https://packages.example.com/simple/",
                "https://h/simple/?token=word|none|none|PYF-043|nothing can lie behind",
                "https://ann:word@h/a b/|none|none|PYF-043|`https://h/a b/` in `<indexes>`",
                "https://h/../x/|none|none|PYF-043|no part of its path",
                "''|corp|none|PYF-043|an `<index>` does not say where it is",
                "https://h/simple/|none|yes|PYF-044|`yes` in `<default>` of `https://h/simple/`",
                "https://h/simple/|''|none|PYF-045|it is empty",
                "https://ann:word@h/simple/|corp|none|PYF-045|has a login itself",
                "https://ann:w'word@h/simple/|corp|none|PYF-045|-Dpyflink.indexes=corp=https://h/simple/",
                "https://ann:aB/word@h/simple/|none|none|PYF-043|`https://…` in `<indexes>`",
                "https://ann:12/a b/word@h/simple/|none|none|PYF-043|`https://…` in `<indexes>`",
                "file:///srv/simple/|corp|none|PYF-045|asks for no login"
            })
    void whatCannotBeMeantIsRefused(String url, String server, String isDefault, String code, String words) {
        index(url, server, isDefault);

        assertThat(problem().code()).isEqualTo(code);
        assertThat(problem().toText()).contains(words).doesNotContain("word@", "=word");
    }

    /** A property is split at commas, wherever they stand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://bob:s3cret,word@h/simple/|https://…;…@h/simple/",
                "corp=https://bob:s3cret,se/cret,word@h/simple/|https://…;…;…@h/simple/",
                "https://bob:80,secret,word,g/simple/|secret;word;g/simple/",
                "https://bob:80,secret,secret@g/simple/|…;…@g/simple/"
            })
    void noPieceOfALoginIsShown(String property, String shown) {
        indexes(property.split(","));

        assertThat(problems())
                .extracting(Problem::what)
                .containsExactly(Stream.of(shown.split(";"))
                        .map("`%s` in `<indexes>` is no address of a package index"::formatted)
                        .toArray(String[]::new));
    }

    @Test
    void aLoginMayHaveAnApostrophe() {
        indexes("https://ann:w'ord@h/simple/", "https://ann:w'ord@h/simple/");

        assertThat(problem().code()).isEqualTo("PYF-046");
        assertThat(problem().toText()).contains("`https://h/simple/`").doesNotContain("ord@");
    }

    @Test
    void aHostIsTheSameInWhateverCase() {
        indexes("https://h.example.com/Simple/", "HTTPS://H.example.com/Simple/", "https://h.example.com/simple/");

        assertThat(problems()).hasSize(1);
    }

    @Test
    void oneStandsOnceAndOneIsTheDefault() {
        indexes("https://h/simple/", "https://ann:word@h/simple");
        index("https://g/simple/", null, "true");
        index("https://f/simple/", null, "true");

        assertThat(problems())
                .extracting(problem -> problem.code() + " " + problem.what())
                .containsExactly(
                        "PYF-046 `https://h/simple` stands more than once in `<indexes>`",
                        "PYF-044 several of `<indexes>` say `<default>true</default>`");
    }

    @ParameterizedTest
    @EnumSource
    void theStrategyIsAWordOfUvs(IndexStrategy strategy) {
        declare(Element.INDEX_STRATEGY, strategy.toString());

        assertThat(declared().strategy()).contains(strategy);
    }

    @ParameterizedTest
    @CsvSource({
        "unsafe-best-mach, <indexStrategy>unsafe-best-match</indexStrategy>",
        "best-match, <indexStrategy>unsafe-best-match</indexStrategy>",
        "best, 'one of first-index, unsafe-first-match, unsafe-best-match in'"
    })
    void anotherStrategyIsRefusedWithTheNearest(String text, String remedy) {
        declare(Element.INDEX_STRATEGY, text);

        assertThat(problem().toText()).contains("PYF-047", "`" + text + "`", remedy);
    }

    /** Who may read it, and on which machine, is no part of what a lock file answers. */
    @Test
    void allButLoginsShapesWhatALockFileAnswers() {
        Sha256 none = digest();
        indexes("https://h/simple/");
        Sha256 one = digest();

        declareNothing();
        indexes("corp=https://h/simple");
        assertThat(digest()).isEqualTo(one).isNotEqualTo(none);

        declareNothing();
        indexes("https://ann:word@h/simple/");
        assertThat(digest()).isEqualTo(one);

        declareNothing();
        index("https://h/simple/", null, "true");
        assertThat(digest()).isNotEqualTo(one);

        declareNothing();
        indexes("https://h/simple/", "https://g/simple/");
        Sha256 two = digest();
        declareNothing();
        indexes("https://g/simple/", "https://h/simple/");
        assertThat(digest()).isNotEqualTo(two);

        declareNothing();
        declare(Element.INDEX_STRATEGY, "first-index");
        assertThat(digest()).isNotEqualTo(none);
    }
}
