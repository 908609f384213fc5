package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneTar;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/** Requests for images upon bases. */
final class BaseRequests {

    private BaseRequests() {}

    /** A request for the image upon a base of a registry, locked as it is now. */
    static Request of(
            TinyImage tiny, FakeRegistry registry, ImageReference base, List<String> outputs, Optional<Sha256> code)
            throws IOException {
        return of(
                tiny, registry, declaration -> declaration.with(Element.BASE, List.of(base.toString())), outputs, code);
    }

    /** The same for an image that is declared to be upon any base. */
    static Request of(
            TinyImage tiny,
            FakeRegistry registry,
            UnaryOperator<Declaration> upon,
            List<String> outputs,
            Optional<Sha256> code)
            throws IOException {
        ImageSpec spec = TinyImage.spec(upon.apply(tiny.declaration())
                .with(Element.PYTHON_BUILD, List.of("3.11.2+20240101"))
                .with(Element.IMAGE, List.of(registry.name() + "/team/out"))
                .with(Element.TAGS, List.of("tiny"))
                .with(Element.TO, outputs));
        PlannedImage planned = tiny.planned(spec);
        Request request = tiny.requestAsLocked(spec);
        ChosenBase chosen = tiny.machine(request, code).layeredBases().choose(spec, found -> found);
        byte[] python = StandaloneTar.of(PythonVersion.parse("3.11.2").orElseThrow(), Platform.LINUX_AMD64)
                .bytes();
        Sha256 sum = Sha256.of(python);
        tiny.store().put(sum, python.length, file -> Files.write(file, python));
        Interpreter interpreter = new Interpreter(
                chosen.interpreter().orElseThrow(),
                new Location(
                        Source.CPYTHON,
                        Interpreter.pathsOf(chosen.interpreter().orElseThrow()).get(0)),
                sum,
                python.length);
        Plan plan = new Plan(
                spec.combination(),
                planned.plan().declaration(),
                Instant.parse("2026-11-20T10:11:12Z"),
                chosen.system(),
                planned.plan().contents().withDebs(List.of()).with(Optional.of(interpreter)));
        SortedMap<Source, URI> sources = new TreeMap<>(planned.lock().sources());
        sources.remove(Source.archive("debian"));
        sources.put(Source.CPYTHON, URI.create("http://127.0.0.1:9/"));
        Files.writeString(request.lockFile(), LockFileCodec.write(new LockFile(sources, List.of(plan))));
        return request;
    }
}
