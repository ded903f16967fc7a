using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Valhalla.Governance.RestrictedFeed;

/// <summary>
/// Maps <c>e_sqlite3</c> to the system's SQLite when that one is newer than the bundled one.
/// Compiled into the executables of this repository only; see README.md beside this file.
/// </summary>
internal static class SystemSqlite
{
    private const string Provider = "SQLitePCLRaw.provider.e_sqlite3";
    private const string BundledName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";
    private static int s_installed;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

#pragma warning disable CA2255 // These are executables; a module initializer runs before the first connection.
    [ModuleInitializer]
    internal static void Install()
#pragma warning restore CA2255
    {
        // Test hosts load several of our assemblies into one process, and an assembly takes one resolver. The marker
        // is the process's, because each assembly has its own copy of this class.
        if (Interlocked.Exchange(ref s_installed, 1) != 0 || AppContext.TryGetSwitch(Provider, out _))
        {
            return;
        }

        AppContext.SetSwitch(Provider, isEnabled: true);
        AppDomain.CurrentDomain.AssemblyLoad += static (_, loaded) => Map(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Map(assembly);
        }
    }

    private static void Map(Assembly assembly)
    {
        if (string.Equals(assembly.GetName().Name, Provider, StringComparison.Ordinal))
        {
            NativeLibrary.SetDllImportResolver(assembly, Resolve);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!string.Equals(name, BundledName, StringComparison.Ordinal)
            || !NativeLibrary.TryLoad(SystemName, out var system))
        {
            return 0;
        }

        var hasBundled = NativeLibrary.TryLoad(name, assembly, searchPath, out var bundled);
        return hasBundled && ReadVersion(bundled) >= ReadVersion(system) ? bundled : system;
    }

    private static int ReadVersion(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var function)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(function)()
            : 0;
}
