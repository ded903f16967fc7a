using System.CommandLine;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>
/// A stop that was typed in haste: a line that cannot be read must not keep it from stopping. What says where to go and
/// who asks is kept, every word that is left is a reason, and an option that nobody knows is left out.
/// </summary>
internal static class StopArguments
{
    private static readonly string[] Stops = ["kill engage", "ramp kill", "golive disable"];
    private static readonly string[] Kept = ["--url", "--token", "--database", "--settings", "--actor"];
    private static readonly string[] Reasons = ["--reason", "-r"];

    /// <summary>The line that can be read in place of one that cannot; null for what is no stop.</summary>
    /// <param name="parsed">The line as it was read, with its errors.</param>
    /// <param name="arguments">The line.</param>
    public static IReadOnlyList<string>? Mend(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var verb = parsed.CommandResult.Command;
        var path = verb.Parents.OfType<Command>().FirstOrDefault() is { } group ? $"{group.Name} {verb.Name}" : "";
        if (!Stops.Contains(path, StringComparer.Ordinal))
        {
            return null;
        }

        var words = path.Split(' ');
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var reason = new List<string>();
        var left = new Queue<string>(WithoutVerb(arguments, words));
        while (left.TryDequeue(out var token))
        {
            var (name, value) = Split(token);
            if (Kept.Contains(name, StringComparer.Ordinal))
            {
                options.TryAdd(name, value ?? Next(left) ?? "");
            }
            else if (Reasons.Contains(name, StringComparer.Ordinal))
            {
                reason.Add(value ?? Next(left) ?? "");
            }
            else if (name is "--timeout" or "--output" or "-o" && value is null)
            {
                Next(left);
            }
            else if (!token.StartsWith('-'))
            {
                reason.Add(token);
            }
        }

        return
        [
            .. words,
            .. options.Where(option => option.Value.Length > 0).Select(option => $"{option.Key}={option.Value}"),
            .. string.Join(' ', reason) is { Length: > 0 } text ? [$"--reason={text}"] : Array.Empty<string>(),
        ];
    }

    // The words of the verb may stand between options.
    private static IEnumerable<string> WithoutVerb(IReadOnlyList<string> arguments, string[] words)
    {
        var next = 0;
        foreach (var argument in arguments)
        {
            if (next < words.Length && string.Equals(argument, words[next], StringComparison.Ordinal))
            {
                next++;
            }
            else
            {
                yield return argument;
            }
        }
    }

    private static (string Name, string? Value) Split(string token)
    {
        var end = token.StartsWith('-') ? token.IndexOfAny(['=', ':']) : -1;
        return end < 0 ? (token, null) : (token[..end], token[(end + 1)..]);
    }

    private static string? Next(Queue<string> left) =>
        left.TryPeek(out var next) && !next.StartsWith("--", StringComparison.Ordinal) ? left.Dequeue() : null;
}
