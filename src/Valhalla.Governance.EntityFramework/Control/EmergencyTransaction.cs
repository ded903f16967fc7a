using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Statements on a schema that is not known, in one transaction.</summary>
internal sealed class EmergencyTransaction(
    IStoreDialect dialect, ValhallaDbContext db, IDbContextTransaction transaction)
{
    private const string Savepoint = "emergency";

    public string Prefix => dialect.TablePrefix;

    /// <summary>The columns of a table's one row; null when it has none.</summary>
    public async ValueTask<StoredColumns?> ReadAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT * FROM {dialect.TablePrefix}{table} WHERE id = 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? StoredColumns.Of(reader) : null;
    }

    public DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
#pragma warning disable CA2100 // Texts of this class; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>Writes the columns that the row has.</summary>
    public async ValueTask UpdateAsync(
        string table,
        StoredColumns columns,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] values)
    {
        await using var command = Command("");
        var set = new List<string>();
        foreach (var (name, value) in values)
        {
            if (columns.Has(name))
            {
                set.Add($"{name} = @{name}");
                Bind(command, name, value);
            }
        }

#pragma warning disable CA2100 // Names of this class; every value is a parameter.
        command.CommandText = $"UPDATE {dialect.TablePrefix}{table} SET {string.Join(", ", set)} WHERE id = 1";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public void Bind(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value is null ? DBNull.Value : dialect.ToParameter(value);
        command.Parameters.Add(parameter);
    }

    /// <summary>Does what a schema may not allow; then all of it is undone.</summary>
    public async ValueTask<T?> TryAsync<T>(Func<Task<T?>> work, CancellationToken cancellationToken)
    {
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception exception) when (
            exception is DbException or InvalidCastException or FormatException or OverflowException)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            return default;
        }
    }
}
