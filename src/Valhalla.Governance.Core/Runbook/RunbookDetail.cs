using System.Collections;
using System.Globalization;

namespace Valhalla.Governance.Runbook;

/// <summary>
/// Makes a check's details safe to keep, hash and serialize: only null, strings, booleans, whole numbers, finite
/// numbers, lists and dictionaries of those are left, of a bounded size.
/// </summary>
internal static class RunbookDetail
{
    public const int MaxEntries = 100;
    public const int MaxTextLength = 1_000;
    private const int MaxDepth = 4;

    public static IReadOnlyDictionary<string, object?> Empty { get; } = new Dictionary<string, object?>();

    public static IReadOnlyDictionary<string, object?> Normalize(IReadOnlyDictionary<string, object?>? detail) =>
        detail is null ? Empty : NormalizeEntries(detail, depth: 0);

    public static string Shorten(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength];

    private static Dictionary<string, object?> NormalizeEntries(
        IEnumerable<KeyValuePair<string, object?>> entries, int depth) =>
        entries.Take(MaxEntries).ToDictionary(
            e => Shorten(e.Key), e => Normalize(e.Value, depth), StringComparer.Ordinal);

    private static object? Normalize(object? value, int depth) => value switch
    {
        null or bool or long or decimal => value,
        string text => Shorten(text),
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong number => (decimal)number,
        double number when double.IsFinite(number) => number,
        float number when float.IsFinite(number) => (double)number,
        DateTimeOffset instant => FormatInstant(instant),
        _ when depth >= MaxDepth => Describe(value),
        IEnumerable<KeyValuePair<string, object?>> entries => NormalizeEntries(entries, depth + 1),
        IDictionary entries => NormalizeEntries(Enumerate(entries), depth + 1),
        IEnumerable list => list.Cast<object?>().Take(MaxEntries).Select(item => Normalize(item, depth + 1)).ToArray(),
        _ => Describe(value),
    };

    /// <summary>An instant as the source documents show it in a detail: UTC, whole seconds, no zone.</summary>
    public static string FormatInstant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string Describe(object value) =>
        Shorten(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private static IEnumerable<KeyValuePair<string, object?>> Enumerate(IDictionary entries)
    {
        foreach (DictionaryEntry entry in entries)
        {
            yield return new(Describe(entry.Key), entry.Value);
        }
    }
}
