extension Papers {
    static let contracts = [
        Paper(
            name: "service contract numbered on the title's line",
            text: """
                CONTRACT DE SERVICII NR. 511 / 14.09.2020
                Încheiat între Comuna Exemplu, cu sediul în Str. Mare nr. 1, CUI 4297983,
                în calitate de achizitor, și ALFA TEST SRL, cod unic de înregistrare
                RO 18547290, în calitate de prestator.
                Art. 3. Valoarea contractului este de 45.000 lei fără TVA.
                Art. 4. Plata se face până la data de 01.12.2020.
                """,
            type: "CTR",
            expected: [
                "number": "511", "date": "2020-09-14", "issuer_cui": "4297983",
                "recipient_cui": "18547290",
                "total_amount": "45000.00", "currency": "RON",
            ]),
        Paper(
            name: "tenancy of the national agency",
            text: """
                CONTRACT DE ÎNCHIRIERE
                pentru locuințe destinate tinerilor, realizate de A.N.L.
                Nr. 19 din 03.07.2017
                Între Orașul Exemplu, cod fiscal 4297983, în calitate de locator,
                și Unu Ion, în calitate de chiriaș, Agenția Națională pentru Locuințe
                Art. 5. Chiria lunară este de 215,40 lei.
                """,
            type: "CANL",
            expected: [
                "number": "19", "date": "2017-07-03", "issuer_cui": "4297983",
                "total_amount": "215.40", "currency": "RON",
            ]),
        Paper(
            name: "handover of works",
            text: """
                Comuna Exemplu
                             PROCES-VERBAL
                   DE RECEPȚIE LA TERMINAREA LUCRĂRILOR
                             Nr. 77 din 20.11.2019
                Executant: ALFA TEST SRL, CUI 18547290
                Valoarea lucrărilor executate este de 99.500,00 lei.
                Valoarea finală a lucrărilor este de 99.500,00 lei.
                """,
            type: "PVR",
            expected: [
                "number": "77", "date": "2019-11-20", "recipient_cui": "18547290",
                "total_amount": "99500.00", "currency": "RON",
            ]),
    ]

    static let acts = [
        Paper(
            name: "council decision with spaced title and its number at the foot",
            text: """
                ROMÂNIA
                CONSILIUL LOCAL EXEMPLU
                        H O T Ă R Â R E
                privind aprobarea unor măsuri
                Având în vedere raportul nr. 44 din 01.02.2019 și H.C.L. nr. 7/2018,
                HOTĂRĂȘTE:
                Art. 1. Se aprobă măsurile din anexă.



                Nr. 31
                Din 15 februarie 2019
                """,
            type: "HCL", expected: ["date": "2019-02-15", "number": "31"]),
        Paper(
            name: "mayor's order",
            text: """
                JUDEȚUL EXEMPLU
                PRIMARUL COMUNEI EXEMPLU
                DISPOZIȚIE nr. 64 / 23.02.2016
                privind acordarea unui ajutor
                Primarul comunei Exemplu, având în vedere referatul nr. 9 din 20.02.2016,
                DISPUNE:
                Art. 1. Se acordă doamnei Doi Ana un ajutor în sumă de 800 lei.
                """,
            type: "DISP",
            expected: [
                "number": "64", "date": "2016-02-23", "total_amount": "800.00", "currency": "RON",
            ]),
        Paper(
            name: "minutes of an offence",
            text: """
                Comuna Exemplu - Poliția Locală
                CUI 4297983
                PROCES-VERBAL
                de constatare și sancționare a contravențiilor
                Seria EX nr. 0011023
                Încheiat astăzi, 09.08.2020, ora 10:30, în localitatea Exemplu
                Contravenientul Unu Ion a săvârșit fapta prevăzută de Legea nr. 61/1991.
                Se aplică amenda în sumă de 500 lei. Jumătate din minim: 100 lei.
                """,
            type: "PVC",
            expected: [
                "series": "EX", "number": "0011023", "date": "2020-08-09",
                "issuer_cui": "4297983", "total_amount": "500.00", "currency": "RON",
            ]),
    ]

    static let taxes = [
        Paper(
            name: "summons to pay",
            text: """
                Comuna Exemplu
                Cod de identificare fiscală 4297983
                Nr. 8102 din 04.06.2018
                Dosar de executare nr. 33/2018
                            SOMAȚIE
                Către: ALFA TEST SRL, CUI 18547290
                Natura obligației    Debit      Accesorii    Total
                Impozit clădiri      400,00     20,00        420,00
                TOTAL                400,00     20,00        420,00
                În termen de 15 zile de la comunicare
                """,
            type: "SOM",
            expected: [
                "number": "8102", "date": "2018-06-04", "reg_number": "8102",
                "reg_date": "2018-06-04", "issuer_cui": "4297983", "recipient_cui": "18547290",
                "total_amount": "420.00", "currency": "RON",
            ]),
        Paper(
            name: "tax certificate of a firm without debts",
            text: """
                Orașul Exemplu
                CIF: 4297983
                Nr. 5561/12.12.2016
                CERTIFICAT DE ATESTARE FISCALĂ
                pentru persoane juridice
                Se certifică faptul că ALFA TEST SRL, CUI 18547290, nu are datorii.
                """,
            type: "CAF",
            expected: [
                "number": "5561", "date": "2016-12-12", "reg_number": "5561",
                "reg_date": "2016-12-12", "issuer_cui": "4297983", "recipient_cui": "18547290",
            ]),
        Paper(
            name: "operating licence",
            text: """
                PRIMĂRIA ORAȘULUI EXEMPLU
                       ACORD DE FUNCȚIONARE
                       Nr. 21 / 05.03.2019
                Titular: ALFA TEST SRL
                C.U.I.: 18547290
                Taxa de 250,00 lei a fost achitată cu chitanța nr. 9/01.03.2019.
                """,
            type: "AUTF",
            expected: [
                "number": "21", "date": "2019-03-05", "recipient_cui": "18547290",
                "total_amount": "250.00", "currency": "RON",
            ]),
    ]

    static let requests = [
        Paper(
            name: "request for the child allowance",
            text: """
                Nr. înreg. 4410 din 10.10.2015
                              CERERE
                pentru acordarea alocației de stat pentru copii
                Subsemnata Doi Ana, domiciliată în Str. Mare nr. 3, C.I. seria XX nr. 123456
                Data 10.10.2015
                """,
            type: "CALOC",
            expected: [
                "number": "4410", "date": "2015-10-10", "reg_number": "4410",
                "reg_date": "2015-10-10",
            ]),
        Paper(
            name: "letter that mentions other papers",
            text: """
                Comuna Exemplu
                CUI 4297983
                Nr. 902/I/07.09.2021
                Către ALFA TEST SRL
                Referitor la factura nr. 12 din 01.09.2021
                Vă comunicăm că suma de 900,00 lei a fost achitată.
                """,
            type: "COR",
            expected: [
                "number": "902", "date": "2021-09-07", "reg_number": "902",
                "reg_date": "2021-09-07", "issuer_cui": "4297983",
            ]),
        Paper(
            name: "page that is no paper of the list",
            text: """
                Meniul săptămânii
                Luni: ciorbă, friptură, compot
                Marți: supă, pilaf, prăjitură
                """,
            type: nil, expected: [:]),
    ]
}
