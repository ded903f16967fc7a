using System.Globalization;
using System.Text;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// What a connection string asks of the server's session (<c>Options</c>), where the store would set something else.
/// </summary>
internal static class ServerOptions
{
    /// <exception cref="ValhallaConfigurationException">It asks for less than the store needs.</exception>
    public static void RefuseWeaker(string? options)
    {
        foreach (var (name, value) in Read(options ?? ""))
        {
            if (WhyNot(name, value) is { } why)
            {
                throw ConnectionKeywords.Refusal($"Options with {name}={value}", why, "Remove it");
            }
        }
    }

    private static string? WhyNot(string name, string value) => name switch
    {
        "synchronous_commit" when value is "off" or "false" or "no" or "0" or "local" or "remote_write" =>
            "what is acknowledged has to survive a crash",
        "default_transaction_isolation" when value is not "read committed" =>
            "the store locks rows, and reads what was committed meanwhile",
        "default_transaction_read_only" or "transaction_read_only"
            when value is not ("off" or "false" or "no" or "0") => "the store writes",
        "idle_in_transaction_session_timeout" when IsZero(value) =>
            "a node that is cut off in a transaction would keep its locks",
        _ => null,
    };

    private static bool IsZero(string value) =>
        double.TryParse(
            value.TrimEnd("abcdefghijklmnopqrstuvwxyz ".ToCharArray()),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number)
        && number == 0;

    /// <summary>The settings in <c>-c name=value</c>, <c>-cname=value</c> and <c>--name=value</c>.</summary>
    private static IEnumerable<(string Name, string Value)> Read(string options)
    {
        var isNext = false;
        foreach (var word in Words(options))
        {
            var setting = isNext ? word
                : word.StartsWith("--", StringComparison.Ordinal) ? word[2..]
                : word.StartsWith("-c", StringComparison.Ordinal) ? word[2..]
                : null;
            isNext = setting is { Length: 0 };
            if (setting?.Split('=', 2) is [var name, var value])
            {
                yield return (
                    name.Trim().Replace('-', '_').ToLowerInvariant(), value.Trim().Trim('\'').ToLowerInvariant());
            }
        }
    }

    // Spaces part words, and a backslash keeps the character behind it.
    private static IEnumerable<string> Words(string options)
    {
        var word = new StringBuilder();
        for (var i = 0; i < options.Length; i++)
        {
            if (char.IsWhiteSpace(options[i]))
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }
            }
            else
            {
                i += options[i] == '\\' && i + 1 < options.Length ? 1 : 0;
                word.Append(options[i]);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
