package org.pyflinkimage.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;

/** What text an expression of the sources makes, with an ellipsis for what is known at run time alone. */
final class SourceTexts {

    static final String UNKNOWN = "…";

    private static final Pattern CONVERSION = Pattern.compile("%(?:[0-9]+\\$)?s");

    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, List<Tree>> initializers = new HashMap<>();
    private final Map<String, List<Tree>> results = new HashMap<>();

    private int depth;

    private SourceTexts() {}

    static SourceTexts of(CompilationUnitTree file) {
        SourceTexts texts = new SourceTexts();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getInitializer() instanceof LiteralTree literal
                        && literal.getValue() instanceof String text) {
                    texts.constants.put(variable.getName().toString(), text);
                }
                texts.initializers
                        .computeIfAbsent(variable.getName().toString(), key -> new ArrayList<>())
                        .add(variable.getInitializer());
                return super.visitVariable(variable, null);
            }

            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                texts.results
                        .computeIfAbsent(method.getName().toString(), key -> new ArrayList<>())
                        .add(resultOf(method));
                return super.visitMethod(method, null);
            }
        }.scan(file, null);
        return texts;
    }

    /** What a method of one statement returns. */
    private static @Nullable Tree resultOf(MethodTree method) {
        return method.getBody() != null
                        && method.getBody().getStatements().size() == 1
                        && method.getBody().getStatements().get(0) instanceof ReturnTree returned
                ? returned.getExpression()
                : null;
    }

    /** The class that a file is for. */
    static String classOf(CompilationUnitTree file) {
        return file.getTypeDecls().isEmpty()
                ? ""
                : ((ClassTree) file.getTypeDecls().get(0)).getSimpleName().toString();
    }

    /** A sentence, not a name or what is known at run time alone. */
    static boolean isSaid(String text) {
        return text.replace(UNKNOWN, "").strip().contains(" ");
    }

    /** A sentence, or an element. */
    static boolean isTold(String text) {
        return isSaid(text) || text.contains("<");
    }

    /** The text, with an ellipsis in place of its values. */
    String text(@Nullable Tree expression) {
        return CONVERSION.matcher(fold(expression)).replaceAll(UNKNOWN);
    }

    /** A text that is known as it is. */
    Optional<String> constant(Tree expression) {
        String folded = fold(expression);
        return folded.contains(UNKNOWN) ? Optional.empty() : Optional.of(folded);
    }

    private String fold(@Nullable Tree expression) {
        if (expression instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        if (expression instanceof IdentifierTree name) {
            String known = constants.get(name.getName().toString());
            return known != null ? known : only(initializers.get(name.getName().toString()));
        }
        if (expression instanceof ParenthesizedTree inner) {
            return fold(inner.getExpression());
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return fold(sum.getLeftOperand()) + fold(sum.getRightOperand());
        }
        if (expression instanceof ConditionalExpressionTree either) {
            return either(fold(either.getTrueExpression()), fold(either.getFalseExpression()));
        }
        return expression instanceof MethodInvocationTree call ? called(call) : UNKNOWN;
    }

    private String called(MethodInvocationTree call) {
        if (call.getMethodSelect() instanceof IdentifierTree method) {
            return only(results.get(method.getName().toString()));
        }
        if (!(call.getMethodSelect() instanceof MemberSelectTree member)) {
            return UNKNOWN;
        }
        String method = member.getIdentifier().toString();
        return switch (method) {
            case "formatted", "toString" -> fold(member.getExpression());
            case "with", "withAll", "named", "pathNamed", "tag", "partTag", "partNamed", "among", "property" ->
                ofElement(member.getExpression().toString(), method, call.getArguments());
            default -> UNKNOWN;
        };
    }

    /** What stands under one name alone; two of a name are not told apart. */
    private String only(@Nullable List<Tree> meant) {
        return meant != null && meant.size() == 1 && meant.get(0) != null && depth < 20
                ? deeper(meant.get(0))
                : UNKNOWN;
    }

    private String deeper(Tree expression) {
        depth++;
        try {
            return fold(expression);
        } finally {
            depth--;
        }
    }

    /** What an element says of itself; one that is known at run time alone has its form. */
    private String ofElement(String expression, String method, List<? extends ExpressionTree> arguments) {
        String value = arguments.isEmpty() ? UNKNOWN : fold(arguments.get(0));
        if (!expression.startsWith("Element.")) {
            return expression.toLowerCase(Locale.ROOT).endsWith("element") && method.equals("with")
                    ? "`<element>%1$s</element>` (-Dpyflink.element=%1$s)".formatted(value)
                    : UNKNOWN;
        }
        Element element = Element.valueOf(expression.substring("Element.".length()));
        return switch (method) {
            case "with", "withAll" -> element.with(value);
            case "named" -> element.named();
            case "pathNamed" -> element.pathNamed();
            case "tag" -> element.tag();
            case "partTag" -> element.partTag();
            case "partNamed" -> element.partNamed();
            case "among" -> element.among(List.of(value));
            default -> element.property();
        };
    }

    private static String either(String one, String other) {
        if (one.isBlank() || other.isBlank()) {
            return one + other;
        }
        return one.equals(other) ? one : one + " (or: " + other + ")";
    }
}
