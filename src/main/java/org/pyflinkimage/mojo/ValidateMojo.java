package org.pyflinkimage.mojo;

import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.pyflinkimage.build.Validation;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Checks the declaration and whether its versions fit together; builds nothing and needs no network. */
@Mojo(
        name = "validate",
        defaultPhase = LifecyclePhase.VALIDATE,
        threadSafe = true,
        requiresProject = false,
        requiresOnline = false)
public class ValidateMojo extends DeclaringMojo {

    @Override
    void run(List<ImageSpec> specs, BuildLog log) {
        List<Problem> problems = Validation.problems(specs);
        problems.stream().filter(problem -> !isError(problem)).forEach(log::warn);
        PyFlinkException.throwIfAny(
                problems.stream().filter(ValidateMojo::isError).toList());
        specs.forEach(spec -> log.note("%s: %s".formatted(spec.reference(), spec.combination())));
        log.step("%d of %d combinations can be built".formatted(specs.size(), specs.size()));
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR;
    }
}
