namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>The ids of configuration errors of the HTTP face; docs/reference/errors.md lists them.</summary>
internal static class HttpErrors
{
    /// <summary>
    /// MapValhalla or UseValhalla without the library's services. Call <c>builder.Services.AddValhalla()</c>, or
    /// <c>AddValhallaCore().AddValhallaHttp()</c>, before the application is built.
    /// </summary>
    public const string ServicesMissing = "VG0801";

    /// <summary>
    /// Some of the four roles have no authorization policy. Give one to each of Read, Operate, Approve and Kill.
    /// </summary>
    public const string RoleWithoutPolicy = "VG0802";

    /// <summary>
    /// A role names an authorization policy that the host does not have. Add it with <c>AddAuthorization</c>.
    /// </summary>
    public const string UnknownPolicy = "VG0803";

    /// <summary>
    /// A value in the section <c>Valhalla:Http</c> is out of range. The message names it and its range.
    /// </summary>
    public const string InvalidOptions = "VG0804";

    /// <summary>A prefix given to MapValhalla is not a path. Use one such as <c>/api</c>.</summary>
    public const string InvalidPrefix = "VG0805";
}
