package org.pyflinkimage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.facts.Base;
import org.pyflinkimage.rules.Provocations.Provocation;
import org.pyflinkimage.rules.Subject.Container;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.value.Compression;

/** Containers of which one thing is known. */
final class Containers {

    private Containers() {}

    static Container environment(Map<String, String> environment) {
        return new Container(environment, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What is wrong with how containers start. */
    static List<Provocation> provocations() {
        ImageSpec spec = Specs.spec(Specs.cell("2.3.0", 17, "3.11"));
        return List.of(
                Provocations.of(
                        "PYF-278",
                        "another entrypoint",
                        running(spec, new Invocation(List.of("/usr/bin/python3", "-m", "app"), List.of()))),
                Provocations.of(
                        "PYF-278", "that of the base", running(spec, Invocation.ofBase(List.of("standalone-job")))),
                Provocations.of(
                        "PYF-280",
                        "a template of an entrypoint beside that of the base",
                        withOwnEntrypoint(running(spec, Invocation.ofBase(List.of())))),
                Provocations.of(
                        "PYF-281",
                        "layers by zstd",
                        Subject.of(spec.with(new Destination(spec.references(), spec.outputs(), Compression.ZSTD)))),
                Provocations.of(
                        "PYF-281",
                        "layers of a builder by zstd",
                        Subject.of(spec.with(spec.hints().with(BuilderName.DOCKER))
                                .with(new Destination(spec.references(), spec.outputs(), Compression.ZSTD)))));
    }

    /** With a template of the user's own for what the image runs. */
    static Subject withOwnEntrypoint(Subject subject) {
        return subject.withTexts(new Texts(Map.of("docker-entrypoint.sh.ftl", "#!/bin/bash\nexec \"$@\"\n"), Map.of()));
    }

    static Subject running(ImageSpec spec, Invocation invocation) {
        return Subject.of(Invocations.running(spec, invocation));
    }

    static Container user(String user) {
        return new Container(Map.of(), ContainerUser.parse(user), Optional.empty(), Optional.empty());
    }

    static Container base(Base base) {
        return new Container(Map.of(), Optional.empty(), Optional.empty(), Optional.of(base));
    }
}
