package org.pyflinkimage.spec.reader;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.spec.ArchiveTrust;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SuiteImage;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.spec.Updates;
import org.pyflinkimage.value.FolderAddress;
import org.pyflinkimage.value.Problem;

/** From where to take what. */
final class HintsReader {

    private final Reading reading;

    HintsReader(Reading reading) {
        this.reading = reading;
    }

    ImageSpec.Hints hints() {
        return new ImageSpec.Hints(
                mirror(Element.DEBIAN_MIRROR),
                mirror(Element.DEBIAN_SECURITY_MIRROR),
                keyring(),
                uv(),
                debianImage(),
                trust(),
                new IndexesReader(reading).indexes(),
                reading.value(Element.BUILDER).flatMap(BuilderName::parse));
    }

    private Optional<SuiteImage> debianImage() {
        Optional<String> text = reading.value(Element.DEBIAN_IMAGE);
        Optional<SuiteImage> image = text.flatMap(SuiteImage::parse);
        if (text.isPresent() && image.isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-340",
                            "`%s` in `<debianImage>` is not an image in the form `[host[:port]/]path[:tag][@sha256:digest]`"
                                    .formatted(text.get()))
                    .why(
                            "the path has lower-case letters and digits; `@{suite}` and `@{family}` in it stand for `bookworm` and "
                                    + "`debian`, or whatever else is needed")
                    .remedy(Element.DEBIAN_IMAGE.with("registry.example.com/@{family}:@{suite}")));
        }
        return image;
    }

    private ArchiveTrust trust() {
        boolean acceptsOld = reading.values(Element.ACCEPT_OLD_RELEASE).stream()
                .flatMap(text -> Switch.parse(text).stream())
                .anyMatch(Switch.ON::equals);
        return new ArchiveTrust(updates(), acceptsOld);
    }

    private Updates updates() {
        Optional<String> text = reading.value(Element.SECURITY_UPDATES);
        Optional<Updates> updates = text.flatMap(Updates::parse);
        if (text.isPresent() && updates.isEmpty()) {
            reading.report(
                    Problem.declaration("PYF-319", "`%s` in `<securityUpdates>` names no updates".formatted(text.get()))
                            .why("`all` are all updates of a suite, `only` those for security")
                            .remedy(Element.SECURITY_UPDATES.among(Updates.names())));
        }
        return updates.orElse(Updates.ALL);
    }

    private Optional<URI> mirror(Element element) {
        Optional<String> text = reading.value(element);
        Optional<URI> address = text.flatMap(FolderAddress::parse);
        if (text.isPresent() && address.isEmpty()) {
            Problem problem = Problem.declaration(
                            "PYF-040",
                            "`%s` in `%s` is not an address"
                                    .formatted(FolderAddress.printable(text.get()), element.tag()))
                    .why("it is the http, https or file address of the folder that holds `dists`");
            reading.report(FolderAddress.mistake(text.get())
                    .map(problem::why)
                    .orElse(problem)
                    .remedy(element.with("https://mirror.example.com/debian/")));
        }
        return address;
    }

    private Optional<Path> keyring() {
        Optional<String> text = reading.value(Element.DEBIAN_KEYRING);
        Optional<Path> keyring = text.flatMap(reading::file);
        if (text.isPresent() && keyring.isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-042", "the keyring `%s` in `<debianKeyring>` is not there".formatted(text.get()))
                    .why("looked for it in `%s`".formatted(reading.declaration().folder()))
                    .remedy(
                            "remove `<debianKeyring>`: the plugin brings the keys of Debian's and Ubuntu's own archives")
                    .remedy(Element.DEBIAN_KEYRING.with("keys/archive.gpg")));
        }
        return keyring;
    }

    private Optional<Path> uv() {
        Optional<String> text = reading.value(Element.UV);
        Optional<Path> program = text.flatMap(reading::file);
        if (text.isPresent() && program.isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-041", "the program `%s` in `<uv>` is not there".formatted(text.get()))
                    .why("looked for it in `%s`".formatted(reading.declaration().folder()))
                    .remedy("remove `<uv>`: the plugin finds uv on the PATH, or provides it")
                    .remedy(Element.UV.with("/usr/local/bin/uv")));
        }
        return program;
    }
}
