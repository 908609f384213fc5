package org.pyflinkimage.spec.reader;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.IndexStrategy;
import org.pyflinkimage.spec.IndexText;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.value.FolderAddress;
import org.pyflinkimage.value.Masking;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;
import org.pyflinkimage.value.Spelling;

/** The package indexes of {@code <indexes>}, and which of them a version may come from. */
final class IndexesReader {

    private static final String EXAMPLE = "https://packages.example.com/simple/";
    private static final String NO_PROPERTY = "no property has it";

    private final Reading reading;

    IndexesReader(Reading reading) {
        this.reading = reading;
    }

    DeclaredIndexes indexes() {
        List<DeclaredIndex> all = new ArrayList<>();
        Set<String> shapes = new HashSet<>();
        for (IndexText text : reading.declaration().indexes()) {
            Optional<URI> address = address(text);
            boolean isDefault = isDefault(text);
            if (address.isPresent()) {
                requireOneLogin(text, address.get());
                DeclaredIndex index = new DeclaredIndex(
                        address.get(), text.server().map(String::strip), isDefault, shape(address.get()));
                if (!shapes.add(index.shape())) {
                    reading.report(twice(text));
                }
                all.add(index);
            }
        }
        if (all.stream().filter(DeclaredIndex::isDefault).count() > 1) {
            reading.report(Problem.declaration("PYF-044", "several of `<indexes>` say `<default>true</default>`")
                    .why("one of them would stand in the place of the usual index, and nobody could say which")
                    .remedy("one with `<default>`, and the others without; " + NO_PROPERTY));
        }
        return new DeclaredIndexes(all, strategy());
    }

    private Optional<URI> address(IndexText text) {
        if (text.url().isBlank()) {
            reading.report(Problem.declaration("PYF-043", "an `<index>` does not say where it is")
                    .why("it has no `<url>`, and no text")
                    .remedy(Element.INDEXES.with(EXAMPLE)));
            return Optional.empty();
        }
        Optional<URI> address = FolderAddress.parse(text.url());
        if (address.isEmpty()) {
            Problem problem = Problem.declaration(
                            "PYF-043", "`%s` in `<indexes>` is no address of a package index".formatted(shown(text)))
                    .why(
                            "it is the http, https or file address below which each package has a page, and most often ends in `/simple/`");
            reading.report(FolderAddress.mistake(text.url())
                    .map(problem::why)
                    .orElse(problem)
                    .remedy(Element.INDEXES.with(EXAMPLE))
                    .remedy("a folder with wheels in it is no index: `--find-links FOLDER` in a requirements file"));
        }
        return address.map(IndexesReader::inFull);
    }

    /** A property is split at commas, and may have split a password: what stands before the host's piece is a part of it. */
    private String shown(IndexText text) {
        List<IndexText> all = reading.declaration().indexes();
        boolean isTorn = all.subList(all.indexOf(text) + 1, all.size()).stream()
                .anyMatch(next -> next.url().indexOf('@') >= 0 && isWithoutScheme(next));
        return isTorn && isWithoutScheme(text) ? "…" : FolderAddress.printable(text.url());
    }

    private static boolean isWithoutScheme(IndexText text) {
        return !text.url().contains("://");
    }

    /** uv and pip know no other form of an address on a disk. */
    private static URI inFull(URI address) {
        return "file".equals(address.getScheme()) ? URI.create("file://" + address.getRawPath()) : address;
    }

    private boolean isDefault(IndexText text) {
        Optional<Switch> said = text.isDefault().flatMap(Switch::parse);
        if (text.isDefault().isPresent() && said.isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-044",
                            "`%s` in `<default>` of `%s` is neither `true` nor `false`"
                                    .formatted(text.isDefault().get(), FolderAddress.printable(text.url())))
                    .why("an index either stands in the place of the usual one, or is asked before it")
                    .remedy("`<default>true</default>` in that `<index>`, or `<default>false</default>`; "
                            + NO_PROPERTY));
        }
        return said.equals(Optional.of(Switch.ON));
    }

    /** Of two logins nobody could say which one counts, and one that is for nothing is a mistake. */
    private void requireOneLogin(IndexText text, URI address) {
        if (text.server().isEmpty()) {
            return;
        }
        Problem problem = Problem.declaration(
                "PYF-045",
                "the `<server>` of `%s` in `<indexes>` is for nothing".formatted(FolderAddress.printable(text.url())));
        if (text.server().get().isBlank()) {
            reading.report(problem.why("it is empty")
                    .remedy("the `<id>` of a `<server>` in settings.xml, or none: "
                            + Element.INDEXES.with("corp=" + EXAMPLE)));
        } else if ("file".equals(address.getScheme())) {
            reading.report(problem.why("a `file` address is of this machine's disk, which asks for no login")
                    .remedy("that `<index>` without `<server>` (-Dpyflink.indexes=%s)"
                            .formatted(FolderAddress.printable(text.url()))));
        } else if (address.getRawUserInfo() != null) {
            reading.report(problem.why("the address has a login itself")
                    .remedy("the address without its login, which would stand in version control there: "
                            + Element.INDEXES.with(
                                    "%s=%s".formatted(text.server().get(), Masking.withoutLogin(address)))));
        }
    }

    private static Problem twice(IndexText text) {
        return Problem.declaration(
                        "PYF-046",
                        "`%s` stands more than once in `<indexes>`".formatted(FolderAddress.printable(text.url())))
                .why("an index is asked once, where it stands first")
                .remedy("once: "
                        + Element.INDEXES.with(
                                text.server().map(server -> server + "=").orElse("")
                                        + FolderAddress.printable(text.url())));
    }

    private Optional<IndexStrategy> strategy() {
        Optional<String> text = reading.value(Element.INDEX_STRATEGY);
        Optional<IndexStrategy> strategy = text.flatMap(IndexStrategy::parse);
        if (text.isPresent() && strategy.isEmpty()) {
            Problem problem = Problem.declaration(
                            "PYF-047", "`%s` in `<indexStrategy>` is no strategy".formatted(text.get()))
                    .why("it says which of several package indexes a version may come from, in the words of uv");
            reading.report(nearest(text.get())
                    .map(near -> problem.remedy(Element.INDEX_STRATEGY.with(near)))
                    .orElse(problem)
                    .remedy(Element.INDEX_STRATEGY.among(IndexStrategy.names())));
        }
        return strategy;
    }

    /** Whoever does without the word that warns has meant the one that has it. */
    private static Optional<String> nearest(String written) {
        return Spelling.nearest(written, IndexStrategy.names())
                .or(() -> Spelling.nearest("unsafe-" + written, IndexStrategy.names()));
    }

    /** The folder that a project lies in is another one elsewhere, and a host has one name in whatever case. */
    private String shape(URI address) {
        if ("file".equals(address.getScheme())) {
            Path folder = reading.declaration().folder().normalize();
            Path path = Slashes.ofAddress(address, folder.getFileSystem()).normalize();
            if (path.startsWith(folder)) {
                return "file:" + Slashes.between(folder, path) + "/";
            }
        }
        URI open = Masking.withoutLogin(address);
        String text = open.toString();
        String host = open.getRawAuthority();
        int end = host == null ? 0 : text.indexOf("://") + "://".length() + host.length();
        return text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
    }
}
