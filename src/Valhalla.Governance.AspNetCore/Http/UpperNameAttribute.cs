using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Says in the OpenAPI document what <see cref="NameRules.IsUpperName"/> asks of a name.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class UpperNameAttribute() : RegularExpressionAttribute("^[A-Z0-9][A-Z0-9_.-]{0,63}$");
