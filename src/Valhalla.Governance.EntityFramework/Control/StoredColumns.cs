using System.Data.Common;
using System.Globalization;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>A row of a schema that is not known, by the names of its columns, as any provider gives them.</summary>
internal sealed class StoredColumns
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>The row that the reader is at.</summary>
    public static StoredColumns Of(DbDataReader reader)
    {
        var row = new StoredColumns();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            row._values[reader.GetName(column)] = reader.IsDBNull(column) ? null : reader.GetValue(column);
        }

        return row;
    }

    public bool Has(string column) => _values.ContainsKey(column);

    public long? Number(string column) =>
        _values.GetValueOrDefault(column) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public bool Flag(string column) => (Number(column) ?? 0) != 0;

    public string? Text(string column) => _values.GetValueOrDefault(column) as string;

    public Guid Id(string column) => _values.GetValueOrDefault(column) switch
    {
        Guid id => id,
        string text when Guid.TryParse(text, out var id) => id,
        _ => Guid.Empty,
    };

    /// <summary>A time; null also where it is in a form that nobody here knows.</summary>
    public DateTimeOffset? Time(string column) => _values.GetValueOrDefault(column) switch
    {
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),
        string text when DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time) => time,
        _ => null,
    };
}
