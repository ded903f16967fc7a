namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Binds every column of a row that is to be inserted.</summary>
internal delegate void SqliteRowBinding<TRow, TState>(SqliteRow row, in TRow value, TState state);
