using Microsoft.Data.Sqlite;
using SQLitePCL;
using Valhalla.Governance.EntityFramework.Sqlite;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>A setting of the connection string is honoured, or refused by its name.</summary>
public sealed class SqliteSettingTests
{
    [Theory]
    [InlineData("Mode=ReadOnly", "Mode=ReadOnly")]
    [InlineData("Mode=ReadWrite", "Mode=ReadWrite")]
    [InlineData("Cache=Shared", "Cache=Shared")]
    [InlineData("Foreign Keys=False", "Foreign Keys=False")]
    [InlineData("Password=hunter2", "Password")]
    [InlineData("Vfs=unix-none", "Vfs")]
    [InlineData("Default Timeout=0", "Default Timeout")]
    [InlineData("Command Timeout=301", "Default Timeout")]
    public void Open_SettingThatCannotBeHonoured_RefusedByName(string setting, string name)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(() => Open(setting));

        Assert.Equal("VG0706", refusal.Id);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=file:valhalla.db?mode=rw", "file:")]
    [InlineData("file:valhalla.db", "file:")]
    [InlineData("Data Source=|DataDirectory|/valhalla.db", "|DataDirectory|")]
    [InlineData("|DataDirectory|valhalla.db", "|DataDirectory|")]
    public void Read_WhatIsNoPath_RefusedByName(string text, string name)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(
            () => SqliteSettings.Read(text, new StorageOptions()));

        Assert.Equal("VG0706", refusal.Id);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Journal Mode=Delete", "journal mode")]
    [InlineData("Mode=Sometimes", "mode")]
    [InlineData("Pooling=perhaps", "pooling")]
    public void Open_SettingThatTheDriverDoesNotTake_Named(string setting, string name)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(() => Open(setting));

        Assert.Equal("VG0705", refusal.Id);
        Assert.Contains(name, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Default Timeout=77", "Default Timeout", "77")]
    [InlineData("Command Timeout=77", "Default Timeout", "77")]
    [InlineData("Pooling=False", "Pooling", "False")]
    [InlineData("Cache=Private", "Cache", "Private")]
    [InlineData("Foreign Keys=True", "Foreign Keys", "True")]
    [InlineData("Recursive Triggers=True", "Recursive Triggers", "True")]
    [InlineData("Mode=ReadWriteCreate", "Mode", "ReadWriteCreate")]
    [InlineData("Pooling=True", "Default Timeout", "5")]
    public void Open_Setting_Honoured(string setting, string name, string value) => Assert.Equal(
        value, new SqliteConnectionStringBuilder(Open(setting).ConnectionString)[name]?.ToString());

    [Theory]
    [InlineData(raw.SQLITE_CONSTRAINT, true)]
    [InlineData(raw.SQLITE_MISMATCH, true)]
    [InlineData(raw.SQLITE_TOOBIG, true)]
    [InlineData(raw.SQLITE_ERROR, false)]
    [InlineData(raw.SQLITE_PERM, false)]
    [InlineData(raw.SQLITE_ABORT, false)]
    [InlineData(raw.SQLITE_AUTH, false)]
    [InlineData(raw.SQLITE_SCHEMA, false)]
    [InlineData(raw.SQLITE_MISUSE, false)]
    [InlineData(raw.SQLITE_INTERNAL, false)]
    [InlineData(raw.SQLITE_IOERR, false)]
    [InlineData(raw.SQLITE_READONLY, false)]
    public void Map_Code_OnlyAWrongValueIsADataError(int code, bool isDataError)
    {
        var fault = new SqliteErrorMapper(Open("Pooling=True")).Map(new SqliteException("text", code));

        Assert.Equal(isDataError, fault == StoreFault.None);
    }

    private static SqliteDatabase Open(string setting) =>
        new("Data Source=/no/such/folder/valhalla.db;" + setting, new SqliteStorageOptions(), new StorageOptions());
}
