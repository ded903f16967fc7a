using Npgsql;
using NpgsqlTypes;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// One column of a multi-row statement: an array parameter over a list that is filled anew for each batch.
/// </summary>
internal sealed class ArrayParameter<T>
{
    private readonly List<T> _values = [];

    public ArrayParameter(NpgsqlBatchCommand command, NpgsqlDbType elementType) =>
        command.Parameters.Add(new NpgsqlParameter<List<T>>
        {
            TypedValue = _values,
            NpgsqlDbType = NpgsqlDbType.Array | elementType,
        });

    public void Add(T value) => _values.Add(value);

    public void Clear() => _values.Clear();
}
