package org.pyflinkimage.template;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.UndefinedOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.TimeLimit;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * The templates of this project's {@code templates/} folder, each of which a file of the same name in a user's folder replaces.
 *
 * <p>They use {@code [=expression]}, because shells, Dockerfiles and log4j have a meaning of their own for a dollar sign and braces.
 */
public final class Templates {

    /** None of ours takes a hundredth of it, on any machine. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Optional<Path> overrides;
    private final Duration longest;
    private @Nullable Configuration freemarker;

    /** @param overrides a folder whose files come before the project's own of the same name */
    public Templates(Optional<Path> overrides) {
        this(overrides, LONGEST);
    }

    /** @param longest the time that a template may take */
    Templates(Optional<Path> overrides, Duration longest) {
        this.overrides = overrides;
        this.longest = longest;
        overrides.filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw Problem.declaration("PYF-707", "`%s` is no folder of templates".formatted(folder))
                    .why(Files.exists(folder) ? "it is a file" : "it does not exist")
                    .remedy("make the folder, or take out " + Element.TEMPLATES.named())
                    .toException();
        });
    }

    /** Made when something is rendered: an image that is remembered renders nothing, and FreeMarker takes its time to start. */
    private synchronized Configuration freemarker() {
        if (freemarker == null) {
            freemarker = newFreemarker();
        }
        return freemarker;
    }

    private Configuration newFreemarker() {
        Configuration made = new InterruptibleTemplates();
        made.setTemplateLoader(loaderOf(overrides));
        made.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        made.setDefaultEncoding("UTF-8");
        made.setLocale(Locale.ROOT);
        made.setNumberFormat("computer");
        made.setArithmeticEngine(new InterruptibleArithmetic());
        made.setBooleanFormat("c");
        made.setRecognizeStandardFileExtensions(false);
        // Templates of users print what they are given, and what the quoting functions made of it.
        made.setOutputFormat(UndefinedOutputFormat.INSTANCE);
        made.setRegisteredCustomOutputFormats(List.of(WordsFormat.INSTANCE));
        QuotingFunction.all().forEach(made::setSharedVariable);
        made.setLocalizedLookup(false);
        made.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        made.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        made.setLogTemplateExceptions(false);
        made.setAttemptExceptionReporter((attempted, environment) -> {});
        made.setWrapUncheckedExceptions(true);
        made.setFallbackOnNullLoopVariable(false);
        return made;
    }

    /**
     * Renders a template. Lines end with a line feed alone, however the template was saved.
     *
     * @param name without {@code .ftl}: {@code docker-entrypoint.sh}
     * @param model what the template may refer to
     * @throws PyFlinkException {@code PYF-706} where the template is wrong, refers to what the model does not have, or has no end, {@code PYF-724}
     *     where a value cannot stand where the template has it, {@code PYF-870} where an earlier one that has no end is still at work
     */
    public String render(String name, Map<String, Object> model) {
        try {
            return TimeLimit.within(longest, "pyflink-template", () -> rendered(name, model));
        } catch (TimeLimit.StillAtWork e) {
            throw Problem.declaration(
                            "PYF-870",
                            "template `%s.ftl` is not rendered, as an earlier one has no end".formatted(name))
                    .why("that one is told by PYF-706; it is at work still, in an expression that nothing can stop")
                    .remedy("correct that one: a sequence or a regular expression in it has no end;"
                            + " where Maven goes on after the build (mvnd, an IDE), end it too")
                    .toException(e);
        } catch (TimeoutException e) {
            throw problem(
                    name,
                    new IOException(
                            "it is not through after %s s: is there a loop without an end?"
                                    .formatted(longest.toMillis() / 1000.0),
                            e));
        }
    }

    private String rendered(String name, Map<String, Object> model) {
        StringWriter text = new StringWriter();
        try {
            Template template = freemarker().getTemplate(name + ".ftl");
            template.process(model, text);
        } catch (IOException | TemplateException e) {
            throw problem(name, e);
        } catch (StackOverflowError e) {
            throw problem(name, new IOException("it calls itself without end, or is nested too deep", e));
        } catch (OutOfMemoryError e) {
            throw problem(name, new IOException("it makes more text than there is memory", e));
        }
        return withUnixLines(text.toString());
    }

    /**
     * The text of a file that a user put beside templates to be used as it is: {@code config.yaml}, {@code log4j-console.properties}.
     *
     * @param name of the file
     */
    Optional<String> ownFile(String name) {
        return overrides
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .map(Templates::textOf)
                .map(Templates::withUnixLines);
    }

    /** Whether a user has put another template in the place of ours. */
    public boolean isOwn(String name) {
        return overrides
                .filter(folder -> Files.isRegularFile(folder.resolve(name + ".ftl")))
                .isPresent();
    }

    /** What tells the overriding files from others: their names and sums; empty where there are none. */
    public String identity() {
        return overrides.map(Templates::identityOf).orElse("");
    }

    private static String identityOf(Path folder) {
        return TemplateFolder.used(folder).entrySet().stream()
                .map(file -> file.getKey() + " " + Sha256.of(file.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw Problem.declaration("PYF-707", "`%s` is no UTF-8 text".formatted(file))
                    .remedy("save it as UTF-8, or move it out of " + Element.TEMPLATES.named())
                    .toException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withUnixLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static TemplateLoader loaderOf(Optional<Path> overrides) {
        List<TemplateLoader> loaders = new ArrayList<>();
        try {
            if (overrides.isPresent()) {
                loaders.add(new TextFileLoader(overrides.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loaders.add(new ClassTemplateLoader(Templates.class, ""));
        return new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new));
    }

    private static PyFlinkException problem(String name, Exception cause) {
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof PyFlinkException refused) {
                return new PyFlinkException(refused.problems().stream()
                        .map(problem -> problem.why("`%s` would have it".formatted(name)))
                        .toList());
            }
        }
        return Problem.declaration("PYF-706", "template `%s.ftl` cannot be rendered".formatted(name))
                .why(reasonOf(cause))
                .remedy("correct the file in " + Element.TEMPLATES.named()
                        + ", or delete it there to use the plugin's own")
                .toException(cause);
    }

    private static String reasonOf(Exception cause) {
        if (cause instanceof InvalidReferenceException reference && reference.getBlamedExpressionString() != null) {
            return "line %s: the model has no `%s`"
                    .formatted(reference.getLineNumber(), reference.getBlamedExpressionString());
        }
        if (cause instanceof ParseException wrong) {
            return "line %s: %s".formatted(wrong.getLineNumber(), wrong.getEditorMessage());
        }
        if (cause instanceof TemplateNotFoundException) {
            return "there is no such template";
        }
        return cause instanceof TemplateException wrong
                ? "line %s: %s".formatted(wrong.getLineNumber(), wrong.getMessageWithoutStackTop())
                : String.valueOf(cause.getMessage());
    }
}
