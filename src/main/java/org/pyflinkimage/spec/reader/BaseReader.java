package org.pyflinkimage.spec.reader;

import java.util.Optional;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** What to build on. */
final class BaseReader {

    /** Nothing. */
    private static final String SCRATCH = "scratch";

    private final Reading reading;

    BaseReader(Reading reading) {
        this.reading = reading;
    }

    /** Empty for {@code scratch}, and where it cannot be understood. */
    Optional<DeclaredBase> base() {
        Optional<String> text = text();
        Optional<DeclaredBase> base = text.flatMap(BaseImage::parse).flatMap(this::declared);
        if (text.isPresent() && base.isEmpty()) {
            reading.report(malformed(text.get()));
        }
        return base.filter(declared -> isForThatBuilder(declared));
    }

    /** Whether there is to be one, be it understood or not. */
    boolean isDeclared() {
        return text().isPresent();
    }

    private Optional<String> text() {
        return reading.value(Element.BASE).filter(base -> !base.equals(SCRATCH));
    }

    /** Which file is meant is this machine's affair; what it is called is all that images and lock files get to know. */
    private Optional<DeclaredBase> declared(BaseImage image) {
        if (image instanceof ArchivedImage archived) {
            return reading.path(archived.path())
                    .map(path -> new DeclaredBase(archived.named(), Optional.of(path), use()));
        }
        return Optional.of(new DeclaredBase(image, Optional.empty(), use()));
    }

    /** The same for every goal, so that a cell has one plan. */
    private DeclaredBase.Use use() {
        return reading.value(Element.BUILDER).isEmpty() ? DeclaredBase.Use.LAYERS : DeclaredBase.Use.DOCKERFILE;
    }

    private boolean isForThatBuilder(DeclaredBase base) {
        boolean fits = base.use() == DeclaredBase.Use.LAYERS || base.image() instanceof ImageReference;
        if (!fits) {
            reading.report(notForBuilders(base.image()));
        }
        return fits;
    }

    private static Problem notForBuilders(BaseImage image) {
        return Problem.declaration("PYF-950", "a Dockerfile cannot begin with `%s` in `<base>`".formatted(image))
                .why("`FROM` takes the name of an image that a registry has, or the builder's own storage")
                .remedy("without " + Element.BUILDER.named() + " the plugin puts its own layers upon it")
                .remedy("or load it into the builder's storage, and name it: "
                        + Element.BASE.with("localhost/base/debian:bookworm-slim"));
    }

    private static Problem malformed(String text) {
        return Problem.declaration(
                        "PYF-019",
                        "`%s` in `<base>` is not an image in the form `[host[:port]/]path[:tag][@sha256:digest]`"
                                .formatted(text))
                .why("the path has lower-case letters and digits, a digest has 64 hexadecimal digits")
                .why(
                        "or it is `oci-archive:FILE`, `oci:FOLDER` or `docker-archive:FILE`, each with `:IMAGE` where several images are"
                                + " there, or `docker-daemon:NAME`; those take no digest, as the lock file has it")
                .remedy(Element.BASE.with("registry.example.com/debian:bookworm-slim"))
                .remedy(Element.BASE.with("docker-archive:images/base.tar"))
                .remedy(Element.BASE.with(SCRATCH));
    }
}
