using System.Collections.Frozen;
using System.Text;

namespace Valhalla.Governance;

/// <summary>
/// How enum values are spelt on the wire and in the database: snake_case, or capitals where the seeds have them.
/// </summary>
internal static class WireNames
{
    private const string UnknownName = "unknown";

    /// <summary>The value in snake_case, such as <c>would_exceed_policy</c>; <c>unknown</c> for no value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Snake.TryGetValue(value, out var name) ? name : UnknownName;

    /// <summary>The value in capitals, such as <c>KILL_SWITCH</c>.</summary>
    public static string CapitalsOf<T>(T value)
        where T : struct, Enum => Names<T>.Capitals.TryGetValue(value, out var name) ? name : "UNKNOWN";

    /// <summary>What stands for a value that a newer build has stored: none of the enum's, so that none is taken for
    /// it.</summary>
    public static T Unknown<T>()
        where T : struct, Enum => Names<T>.Unknown;

    /// <summary>Whether the value is one of the enum's.</summary>
    public static bool IsKnown<T>(T value)
        where T : struct, Enum => Names<T>.Snake.ContainsKey(value);

    /// <summary>Reads either spelling; exactly.</summary>
    public static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.Values.TryGetValue(text, out value);
    }

    /// <summary>All values in capitals, for messages.</summary>
    public static string ListCapitals<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(CapitalsOf));

    private static string ToSnake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly T Unknown = (T)Enum.ToObject(typeof(T), -1);

        public static readonly FrozenDictionary<T, string> Snake =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => ToSnake(v.ToString()));

        public static readonly FrozenDictionary<T, string> Capitals =
            Snake.ToFrozenDictionary(p => p.Key, p => p.Value.ToUpperInvariant());

        public static readonly FrozenDictionary<string, T> Values = Snake.Concat(Capitals)
            .ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}
